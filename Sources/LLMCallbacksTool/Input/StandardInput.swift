// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard input.
enum StandardInput {
    private static let queue = DispatchQueue(label: "standard input")

    /// Whether somebody feeds the program: a pipe, a file or a socket, as opposed to a terminal or `/dev/null`.
    static var isPiped: Bool {
        var status = stat()
        guard fstat(0, &status) == 0 else { return false }
        return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    /// Reads to the end.
    ///
    /// - Throws: ``FileError``; ``UsageError`` if there is more than the limit.
    static func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = try StandardDescriptors.read(from: 0)
            if piece.isEmpty { return bytes }
            bytes += piece
            if bytes.count > limit { throw UsageError(message: "standard input is longer than \(limit) bytes") }
        }
    }

    /// Reads what is there, up to 64 KiB; empty at the end. Waits on a thread of its own, which a cancelled task leaves
    /// behind: there is no way to call a reading thread back.
    static func next() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try StandardDescriptors.read(from: 0) }) }
        }
    }
}
