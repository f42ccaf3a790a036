// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

@testable import LLMCallbacksOpenAI

/// Whether the body of an answer is read without a trap, and the same however it is cut; and that of Chat Completions as the
/// plain reader reads it, where that one can tell.
struct AnswerTarget {
    static let chat = AnswerTarget(reading: ChatCompletionDecoder.self) { ReferenceChat.texts(in: $0) }
    static let responses = AnswerTarget(reading: ResponsesDecoder.self)
    static let anthropic = AnswerTarget(reading: AnthropicDecoder.self)
    static let ollama = AnswerTarget(reading: OllamaDecoder.self)

    private let read: @Sendable ([ArraySlice<UInt8>]) -> ReadAnswer
    private let reference: @Sendable ([UInt8]) -> [Int: String]?

    private init<Decoder: AnswerDecoder>(
        reading: Decoder.Type,
        reference: @escaping @Sendable ([UInt8]) -> [Int: String]? = { _ in nil }
    ) {
        read = { ReadAnswer($0, reading) }
        self.reference = reference
    }

    func run(_ bytes: [UInt8], _ cuts: Cuts) {
        let whole = read(bytes.isEmpty ? [] : [bytes[...]])
        let cut = read(cuts.pieces(of: bytes))
        if whole != cut { fatalError("pieces are read otherwise: \(cut) and \(whole)") }
        guard whole.error == nil, let expected = reference(bytes) else { return }
        if whole.texts != expected { fatalError("texts differ: \(whole.texts) and \(expected)") }
    }
}
