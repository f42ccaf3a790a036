// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacksTesting

/// Everyone who takes part: the floor first, then this package, then what one would reach for instead.
public enum Rivals {
    /// Those that deliver in the producer's own task.
    public static let inline: [any Contender] = [
        .closureArray, SubjectContender(), NotificationCenterContender(), LoggingContender(),
    ]

    /// Those that hand over to other tasks or to an actor.
    public static let asynchronous: [any Contender] = [
        .actor, .actorWithTimes, .asyncStream, AsyncChannelContender(), ShareContender(), .taskGroup,
    ]

    /// All of them, and whom they compete with.
    public static let all: [any Contender] =
        [.floor, .inline, .inlineWithoutTimes, .queued, .queuedWithoutTimes] + inline + asynchronous
}
