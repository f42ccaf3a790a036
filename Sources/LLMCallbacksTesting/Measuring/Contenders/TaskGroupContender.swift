// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A task group for each token, with a child task for each consumer: all hear a token at once, and the next when all have.
public struct TaskGroupContender: Contender {
    /// The name in tables.
    public let name = "task group"

    /// Creates the contender.
    public init() {}

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) async -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let began = ContinuousClock.now
        for _ in 0..<load.rounds {
            for piece in load.pieces {
                await withDiscardingTaskGroup { group in
                    for box in boxes { group.addTask { box.add(piece) } }
                }
            }
        }
        return Delivery(elapsed: began.duration(to: .now), tallies: boxes.map { $0.tally })
    }
}

extension Contender where Self == TaskGroupContender {
    /// A task group for each token: see ``TaskGroupContender``.
    public static var taskGroup: TaskGroupContender { TaskGroupContender() }
}
