// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Turns snapshots of a growing text into what is new in each.
///
/// Compares bytes and not characters: a snapshot may extend the last character of the one before it, and `hasPrefix` would then
/// call it another text. Costs the length of the snapshot, as its making did.
public struct SnapshotDiffer: Sendable {
    private var previous = ""

    /// Creates a differ that has seen nothing.
    public init() {}

    /// What a snapshot adds to the one before it.
    ///
    /// - Returns: A token with the new text; ``ModelChunk/replaced(_:)`` with the whole text if the snapshot does not begin
    ///   with the one before it; `nil` if nothing is new.
    public mutating func chunk(for snapshot: String) -> ModelChunk? {
        defer { previous = snapshot }
        let seen = previous.utf8.count
        guard snapshot.utf8.starts(with: previous.utf8) else { return .replaced(TokenDelta(snapshot)) }
        // Both are whole text, so the first ends between two scalars of the second.
        let new = snapshot.utf8.dropFirst(seen)
        return new.isEmpty ? nil : .text(String(decoding: new, as: UTF8.self))
    }
}
