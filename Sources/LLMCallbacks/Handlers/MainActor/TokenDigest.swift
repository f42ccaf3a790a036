// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Joins the pieces of a batch: of each lane of each choice of each run one piece is left, where its first one stood.
struct TokenDigest {
    /// One call to be made.
    enum Item {
        case update(TokenDelta)
        case replace(TokenDelta)
        case end(RunResult)
    }

    private struct Key: Hashable {
        let run: ObjectIdentifier
        let choice: Int
        let lane: TokenDelta.Lane
    }

    private let lanes: LaneFilter
    private var slots: [Item?] = []
    private var places: [Key: Int] = [:]

    init(lanes: LaneFilter) { self.lanes = lanes }

    /// The calls, in order.
    var items: [Item] { slots.compactMap { $0 } }

    mutating func add(_ event: CallbackEvent) {
        switch event.kind {
        case .token(let token): if lanes.contains(token.lane) { join(token, key(of: token, event)) }
        case .replaced(let token): if lanes.contains(token.lane) { replace(token, key(of: token, event)) }
        default: if let result = event.result { slots.append(.end(result)) }
        }
    }

    private func key(of token: TokenDelta, _ event: CallbackEvent) -> Key {
        Key(run: ObjectIdentifier(event.run), choice: token.choice, lane: token.lane)
    }

    private mutating func join(_ token: TokenDelta, _ key: Key) {
        guard let place = places[key], let item = slots[place] else {
            guard !token.text.isEmpty || token.namesCall else { return }
            places[key] = slots.count
            return slots.append(.update(token))
        }
        // Empty the place first, so that the text has one owner and grows where it is.
        slots[place] = nil
        switch item {
        case .update(let first): slots[place] = .update(first.joined(with: token))
        case .replace(let first): slots[place] = .replace(first.joined(with: token))
        case .end: slots[place] = item
        }
    }

    /// What came before in the lane is void.
    private mutating func replace(_ token: TokenDelta, _ key: Key) {
        if let place = places[key] { slots[place] = nil }
        places[key] = slots.count
        slots.append(.replace(token))
    }
}

extension TokenDelta {
    /// This piece with the next one at its end.
    fileprivate consuming func joined(with next: TokenDelta) -> TokenDelta {
        text += next.text
        pieces += next.pieces
        return self
    }
}
