// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A real pipe, with both ends in this process.
final class TestPipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0)
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// What was written so far, read without waiting for more. The pipe holds 64 KiB.
    func available() -> String {
        var bytes: [UInt8] = []
        var request = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, 0) > 0, let more = readSome() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What one read gives; `nil` at the end.
    func readSome(_ limit: Int = 65_536) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = read(readEnd, &buffer, limit)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Nobody reads any more.
    func closeReadEnd() { close(readEnd) }
    func closeWriteEnd() { close(writeEnd) }
}
