// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard input or output could not be read or written.
struct FileError: Error, CustomStringConvertible {
    /// What was being done, such as `read standard input`.
    let action: String
    /// The system's number for the fault: `errno`.
    let errorNumber: Int32
    /// Whether a file was to be made.
    var isOfCreation = false

    /// Whether nobody reads what is written: the reader has seen enough.
    var isClosedPipe: Bool { errorNumber == EPIPE }

    /// One line: what could not be done, and the system's words for why.
    var description: String { "cannot \(action): \(String(cString: strerror(errorNumber)))" }
}
