// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTokenizers

/// Times the tokenizers for `scripts/tokenizers/speed.py`, which times tiktoken in between: reads lines with an encoding and the path
/// of a text, and answers each with one round of it as a line of JSON.
@main
enum Main {
    static func main() {
        while let line = readLine() {
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard fields.count == 2, let encoding = TokenEncoding(named: fields[0]),
                let data = try? Data(contentsOf: URL(filePath: fields[1]))
            else { fatalError("no encoding and file: \(line)") }
            let round = Round(encoding, String(decoding: data, as: UTF8.self))
            FileHandle.standardOutput.write(Data("\(round.json)\n".utf8))
        }
    }
}

/// One round of one text, in seconds of the processor.
struct Round {
    /// The bytes of a delta.
    static let deltaLength = 5
    /// The longest beginning of a text that is streamed.
    static let maxStreamed = 200_000

    private var tokens = 0
    private var counting = 0.0
    private var encoding = 0.0
    private var streaming = 0.0
    private let deltas: [ArraySlice<UInt8>]

    init(_ encoding: TokenEncoding, _ text: String) {
        let bytes = Array(text.utf8.prefix(Self.maxStreamed))
        deltas = stride(from: 0, to: bytes.count, by: Self.deltaLength).map {
            bytes[$0..<min($0 + Self.deltaLength, bytes.count)]
        }
        counting = Self.time { tokens = encoding.count(text) }
        self.encoding = Self.time { precondition(encoding.encode(text).count == tokens) }
        var counter = encoding.counter()
        var sum = 0
        streaming = Self.time {
            for delta in deltas {
                delta.withUnsafeBytes { counter.append(utf8: $0) }
                sum &+= counter.count
            }
        }
        precondition(sum >= 0)
    }

    /// What speed.py reads.
    var json: String {
        let delta = streaming / Double(max(deltas.count, 1))
        return #"{"tokens":\#(tokens),"count":\#(counting),"encode":\#(encoding),"delta":\#(delta)}"#
    }

    private static func time(_ work: () -> Void) -> Double {
        let start = processorSeconds
        work()
        return processorSeconds - start
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
