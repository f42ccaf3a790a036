// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One lane of one choice, and its pieces in order.
struct ExportedLane {
    /// One piece, with its place among all pieces of the run.
    struct Piece {
        let index: Int
        let text: String
        /// Whether the model took the text back later.
        var isTakenBack = false
    }

    let lane: TokenDelta.Lane
    let choice: Int
    /// The function that is called, where the lane is a tool call's.
    var callName = ""
    var pieces: [Piece] = []
}

extension ExportedRun {
    /// The lanes in order of appearance.
    var lanes: [ExportedLane] {
        var lanes: [ExportedLane] = []
        var places: [LaneKey: Int] = [:]
        var index = 0
        for event in events {
            guard let (token, isReplacement) = event.piece else { continue }
            let key = LaneKey(lane: token.lane, choice: token.choice)
            let place = places[key] ?? lanes.count
            if place == lanes.count {
                lanes.append(ExportedLane(lane: token.lane, choice: token.choice))
                places[key] = place
            }
            if isReplacement {
                for piece in lanes[place].pieces.indices { lanes[place].pieces[piece].isTakenBack = true }
            }
            if lanes[place].callName.isEmpty, token.namesCall { lanes[place].callName = token.callName }
            lanes[place].pieces.append(ExportedLane.Piece(index: index, text: token.text))
            index += 1
        }
        return lanes
    }
}

private struct LaneKey: Hashable {
    let lane: TokenDelta.Lane
    let choice: Int
}

extension CallbackEvent {
    /// The piece that an event brings, and whether it replaces all before it in its lane.
    var piece: (token: TokenDelta, isReplacement: Bool)? {
        switch kind {
        case .token(let token): (token, false)
        case .replaced(let token): (token, true)
        default: nil
        }
    }
}
