// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file or standard input, line by line or whole.
struct LineInput: ~Copyable {
    private let descriptor: Int32
    private let name: String
    /// The longest line, or rest, that is held: far more than one recorded run, with its pictures, takes.
    private let maxHeldBytes: Int
    private var held: [UInt8] = []
    /// Where the next line begins in `held`.
    private var start = 0
    private var isAtEnd = false

    /// Opens a file; standard input if there is no path, or it is `-`.
    init(path: String?, maxHeldBytes: Int = 256 << 20) throws(FileError) {
        self.maxHeldBytes = maxHeldBytes
        guard let path, path != "-" else {
            descriptor = 0
            name = "standard input"
            return
        }
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw FileError(action: "read \(path)", errorNumber: errno) }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next line, without its line feed; `nil` at the end.
    ///
    /// - Throws: ``FileError`` if it cannot be read, or is longer than what is held.
    mutating func next() throws(FileError) -> [UInt8]? {
        var searched = start
        while true {
            let end = held[searched...].firstIndex(of: UInt8(ascii: "\n"))
            if (end ?? held.count) - start > maxHeldBytes { throw tooLong("a line of over \(maxHeldBytes) bytes in") }
            if let end {
                defer { start = end + 1 }
                return Array(held[start..<end])
            }
            searched = held.count - start
            held.removeFirst(start)
            start = 0
            if isAtEnd {
                defer { held = [] }
                return held.isEmpty ? nil : held
            }
            try read()
        }
    }

    /// The first bytes that were not read yet, fewer only at the end. They stay unread.
    mutating func prefix(_ count: Int) throws(FileError) -> [UInt8] {
        while held.count - start < count, !isAtEnd { try read() }
        return Array(held[start...].prefix(count))
    }

    /// All that was not read yet.
    ///
    /// - Throws: ``FileError`` if it cannot be read, or is longer than what is held.
    mutating func rest() throws(FileError) -> [UInt8] {
        while !isAtEnd {
            try read()
            if held.count - start > maxHeldBytes { throw tooLong("over \(maxHeldBytes) bytes of") }
        }
        defer { held = [] }
        return Array(held[start...])
    }

    private func tooLong(_ part: String) -> FileError {
        FileError(action: "read \(part) \(name)", errorNumber: EFBIG)
    }

    private mutating func read() throws(FileError) {
        do {
            let more = try StandardDescriptors.read(from: descriptor)
            isAtEnd = more.isEmpty
            held += more
        } catch {
            throw FileError(action: "read \(name)", errorNumber: error.errorNumber)
        }
    }
}
