// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that is there as a whole, or not at all: it is written under another name beside its place, for its owner alone.
struct OutputFile {
    let path: String
    /// Whether a file that is there is replaced; else that is a fault.
    let replaces: Bool

    /// Writes it.
    ///
    /// - Parameter body: Writes by calling what it is given.
    /// - Throws: ``FileError``; `TranscriptError` of code `exists` if there is such a file; what the closure throws.
    func write(_ body: (@escaping ([UInt8]) throws -> Void) throws -> Void) throws {
        try make { draft in
            let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw FileError(action: "make \(path)", errorNumber: errno, isOfCreation: true)
            }
            defer { close(descriptor) }
            try body { bytes in
                do throws(FileError) {
                    try StandardDescriptors.write(bytes, to: descriptor)
                } catch {
                    throw FileError(action: "write \(path)", errorNumber: error.errorNumber)
                }
            }
        }
    }

    /// Has it made under another name, and gives it its own.
    ///
    /// - Throws: As ``write(_:)``.
    func make(_ body: (_ draft: String) throws -> Void) throws {
        if !replaces, access(path, F_OK) == 0 { throw exists }
        // A transcript would have its folder made, too.
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard access(folder, F_OK) == 0 else {
            throw FileError(action: "make \(path)", errorNumber: errno, isOfCreation: true)
        }
        let draft = "\(path).\(getpid()).partial"
        defer { unlink(draft) }
        do {
            try body(draft)
        } catch var error as TranscriptError where error.path == draft {
            error.path = path
            throw error
        }
        if replaces {
            guard rename(draft, path) == 0 else {
                throw FileError(action: "make \(path)", errorNumber: errno, isOfCreation: true)
            }
        } else if link(draft, path) != 0 {
            // Not by renaming: that would replace a file that has come meanwhile.
            throw errno == EEXIST ? exists : FileError(action: "make \(path)", errorNumber: errno, isOfCreation: true)
        }
    }

    private var exists: any Error {
        TranscriptError(.exists, "the file exists already; --force replaces it", path: path)
    }
}
