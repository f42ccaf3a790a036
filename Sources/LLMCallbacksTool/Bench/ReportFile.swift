// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that is opened before there is anything to write, so that its faults show early.
///
/// What was in it stays until it is written; a file that was made and never written is removed.
final class ReportFile {
    private let path: String
    private let descriptor: Int32
    /// Whether it was not there before, and nothing has been written yet.
    private var isNew: Bool

    /// Opens or makes a file.
    ///
    /// - Throws: ``FileError``.
    init(path: String) throws(FileError) {
        self.path = path
        let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        isNew = made >= 0
        descriptor = made >= 0 ? made : open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { throw FileError(action: "write \(path)", errorNumber: errno, isOfCreation: true) }
    }

    deinit {
        close(descriptor)
        if isNew { unlink(path) }
    }

    /// Writes the text in the place of what was there.
    ///
    /// - Throws: ``FileError``.
    func write(_ text: String) throws(FileError) {
        // Fails for what is no regular file, such as a terminal, which has nothing to cut off.
        _ = ftruncate(descriptor, 0)
        do {
            try StandardDescriptors.write(Array(text.utf8), to: descriptor)
            isNew = false
        } catch {
            throw FileError(action: "write \(path)", errorNumber: error.errorNumber)
        }
    }
}
