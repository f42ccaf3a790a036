// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A file could not be opened or written.
public struct OutputError: Error, Sendable, Hashable {
    /// What was being done.
    public let code: Code
    /// The file's path, or its descriptor in words.
    public let target: String
    /// The system's number for the fault: `errno`.
    public let errorNumber: Int32

    init(_ code: Code, _ target: String, errorNumber: Int32) {
        self.code = code
        self.target = target
        self.errorNumber = errorNumber
    }

    /// What can fail. Open: codes can be added.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The name of the code.
        public let rawValue: String
        /// Names a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Opening a file.
        public static let open = Code(rawValue: "open")
        /// Writing to a file.
        public static let write = Code(rawValue: "write")
    }
}

extension OutputError: CustomStringConvertible {
    /// One line: what could not be done to which file, and the system's words for why.
    public var description: String {
        "cannot \(code.rawValue) \(target): \(FileDescriptor.message(for: errorNumber)) (errno \(errorNumber))"
    }
}
