// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

@testable import LLMCallbacksOpenAI

/// What came of the body of an answer, in a form that can be compared.
struct ReadAnswer: Equatable {
    /// The chunks, in order. Neighbouring tokens of one place are joined: pieces of half a character may come one by one.
    private(set) var chunks: [String] = []
    /// The text of each choice that has some.
    private(set) var texts: [Int: String] = [:]
    /// What was wrong, if anything was.
    private(set) var error: String?

    init<Decoder: AnswerDecoder>(_ pieces: [ArraySlice<UInt8>], _: Decoder.Type) {
        var response = AnswerResponse<Decoder>(HTTPHead(status: 200, headers: []), limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        do throws(ModelError) {
            for piece in pieces {
                let bytes = Array(piece)
                let fault = bytes.withUnsafeBytes { bytes in
                    do throws(ModelError) {
                        try response.receive(bytes, into: &chunks)
                        return ModelError?.none
                    } catch {
                        return error
                    }
                }
                if let fault { throw fault }
            }
            try response.finish(into: &chunks)
        } catch {
            self.error = "\(error)"
        }
        for chunk in chunks { add(chunk) }
    }

    private mutating func add(_ chunk: ModelChunk) {
        chunks.append("\(chunk)")
        guard case .token(let delta) = chunk, delta.lane == .text else { return }
        texts[delta.choice, default: ""] += delta.text
    }
}
