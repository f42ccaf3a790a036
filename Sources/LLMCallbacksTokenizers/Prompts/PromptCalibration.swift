// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks
import Synchronization

/// Learns from what providers report how far counts of prompts are off, model by model, and corrects them.
///
/// What a provider adds to a prompt, such as instructions of its own or the form of tools, is nearly the same from call to call.
/// So the difference of the last calls to the same model, of about as many messages, with or without tools, is put on
/// the next count: the median, so that one odd answer changes nothing. Exact after one call where only texts are sent.
public final class PromptCalibration: Sendable {
    /// The differences that are kept of each kind of request.
    private static let depth = 16
    /// The kinds of requests that are kept. Further ones are not learnt.
    private static let maxKinds = 1024

    /// Requests that are off by about the same.
    private struct Kind: Hashable {
        let model: String
        let hasTools: Bool
        /// The number of messages, as a power of two.
        let size: Int

        init(_ request: ModelRequest, _ model: String) {
            self.model = model
            hasTools = !request.parameters.tools.isEmpty || request.messages.contains { !$0.toolCalls.isEmpty }
            size = Int.bitWidth - request.messages.count.leadingZeroBitCount
        }
    }

    private let differences = Mutex<[Kind: [Int]]>([:])

    /// Creates a calibration that has learnt nothing.
    public init() {}

    /// How far counts of such requests were off.
    public struct Correction: Sendable, Hashable {
        /// What to add to a count: the median of what was missing.
        public let offset: Int
        /// From the least to the most that was missing: 0 where all calls agreed.
        public let spread: Int
        /// The number of calls that this was learnt from.
        public let calls: Int
    }

    /// What is known of requests like this one; `nil` if nothing is.
    public func correction(of request: ModelRequest, forModel model: String) -> Correction? {
        let kind = Kind(request, model)
        let known = differences.withLock { differences in
            // As many messages, or else any number of them.
            differences[kind]
                ?? differences.filter { $0.key.model == model && $0.key.hasTools == kind.hasTools }.flatMap(\.value)
        }.sorted()
        guard let least = known.first, let most = known.last else { return nil }
        return Correction(offset: known[known.count / 2], spread: most - least, calls: known.count)
    }

    /// Notes by how many tokens a count was less than what the provider reported.
    func learn(_ difference: Int, of request: ModelRequest, forModel model: String) {
        let kind = Kind(request, model)
        differences.withLock { differences in
            guard differences[kind] != nil || differences.count < Self.maxKinds else { return }
            let kept = differences[kind, default: []].suffix(Self.depth - 1)
            differences[kind] = kept + [difference]
        }
    }
}
