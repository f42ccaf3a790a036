// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An array of closures, called in a loop: what a program without a library does for consumers that do not wait.
public struct ClosureArrayContender: Contender {
    /// The name in tables.
    public let name = "closure array"

    /// Creates the contender.
    public init() {}

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let closures = boxes.map { box in { @Sendable (text: String) in box.add(text) } }
        let began = ContinuousClock.now
        Self.call(closures, load.pieces, load.rounds)
        return Delivery(elapsed: began.duration(to: .now), tallies: boxes.map { $0.tally })
    }

    @inline(never)
    private static func call(_ closures: [@Sendable (String) -> Void], _ pieces: [String], _ rounds: Int) {
        for _ in 0..<rounds {
            for piece in pieces {
                for closure in closures { closure(piece) }
            }
        }
    }
}

extension Contender where Self == ClosureArrayContender {
    /// An array of closures: see ``ClosureArrayContender``.
    public static var closureArray: ClosureArrayContender { ClosureArrayContender() }
}
