// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents

/// Reads a whole event stream in the plainest way that keeps to the standard.
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
enum ReferenceEventStream {
    static func events(in bytes: [UInt8]) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var (data, name, id) = ([UInt8]?.none, [UInt8](), [UInt8]())
        var retry: Duration?
        for line in lines(of: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes) {
            if line.isEmpty {
                if let data {
                    events.append(ServerSentEvent(name: text(name), data: text(data), id: text(id), retry: retry))
                }
                (data, name, retry) = (nil, [], nil)
                continue
            }
            let (field, value) = split(line)
            switch text(field) {
            case "data": data = data.map { $0 + [0x0A] + value } ?? value
            case "event": name = value
            case "id" where !value.contains(0): id = value
            case "retry" where value.allSatisfy { (0x30...0x39).contains($0) }:
                if let number = Int64(text(value)) { retry = .milliseconds(number) }
            default: break
            }
        }
        return events
    }

    /// The lines that have an end.
    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0D || bytes[index] == 0x0A {
                lines.append(line)
                line = []
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            } else {
                line.append(bytes[index])
            }
            index += 1
        }
        return lines
    }

    private static func split(_ line: [UInt8]) -> (field: [UInt8], value: [UInt8]) {
        guard let colon = line.firstIndex(of: 0x3A) else { return (line, []) }
        let value = line[(colon + 1)...]
        return (Array(line[..<colon]), Array(value.first == 0x20 ? value.dropFirst() : value))
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
