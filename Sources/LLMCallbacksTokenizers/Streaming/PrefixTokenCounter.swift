// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Counts the tokens of a text that arrives in pieces, exactly and after every piece, wherever the pieces were cut.
///
/// ```swift
/// var counter = TokenEncoding.o200kBase.counter()
/// for try await token in run.tokens {
///     counter.append(token.text)
///     print(counter.count)
/// }
/// ```
///
/// count is the count of the whole text so far: what ``TokenEncoding/count(_:)`` says of it. Counting the pieces one by
/// one and adding is no approximation of that. It may fall when more text comes; ``lowerBound`` never does.
///
/// Memory is constant, a few KiB, and the text is not kept. An append costs the same at any length of the text.
public struct PrefixTokenCounter: StreamingTokenCounter {
    private var pieces: PieceStream
    private var scalars = ScalarAssembler()

    init(_ encoding: TokenEncoding) { pieces = PieceStream(encoding.pattern, encoding.vocabulary) }

    /// The tokens of the text so far, as if it ended here; bytes of a scalar that is not complete do not count yet.
    public var count: Int { pieces.count }

    /// What ``count`` cannot fall below any more, whatever text comes. Never falls, and never exceeds ``count``.
    public var lowerBound: Int { pieces.lowerBound }

    /// Takes in the next piece of the text.
    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// Takes in the next bytes of the text, which may begin and end inside a scalar. Bytes that are no UTF-8 count as U+FFFD,
    /// as soon as it is certain that they are none.
    public mutating func append(utf8 bytes: UnsafeRawBufferPointer) {
        pieces.makeUnique()
        for byte in bytes {
            scalars.append(byte) { pieces.append($0) }
        }
    }

    /// Takes in the next bytes of the text; see ``append(utf8:)-(UnsafeRawBufferPointer)``.
    public mutating func append(utf8 bytes: some Sequence<UInt8>) {
        pieces.makeUnique()
        for byte in bytes {
            scalars.append(byte) { pieces.append($0) }
        }
    }

    /// Ends the text: bytes of a scalar that was begun and not completed count as U+FFFD. More text may follow.
    public mutating func finish() {
        guard scalars.isInside else { return }
        pieces.makeUnique()
        scalars.finish { pieces.append($0) }
    }
}

extension TokenEncoding {
    /// A counter for one text that arrives in pieces.
    public func counter() -> PrefixTokenCounter { PrefixTokenCounter(self) }
}
