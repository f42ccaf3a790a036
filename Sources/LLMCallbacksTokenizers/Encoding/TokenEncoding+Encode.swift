// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The number of tokens of a text; the same as `encode(text).count`, without making them. Linear in its length.
    public func count(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { count($0) }
    }

    /// The number of tokens of bytes. Those that are no UTF-8 count as U+FFFD.
    public func count(utf8 bytes: some Sequence<UInt8>) -> Int { count(String(decoding: Array(bytes), as: UTF8.self)) }

    /// The tokens of a text. What looks like a special token is text.
    public func encode(_ text: String) -> [Int] {
        var text = text
        var tokens: [Int] = []
        text.withUTF8 { append($0, to: &tokens) }
        return tokens
    }

    /// The tokens of bytes. Those that are no UTF-8 count as U+FFFD, so decoding does not bring them back.
    public func encode(utf8 bytes: some Sequence<UInt8>) -> [Int] {
        encode(String(decoding: Array(bytes), as: UTF8.self))
    }

    /// The number of tokens of valid UTF-8, all of it ordinary.
    func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let merger = PieceMerger(merges: vocabulary.merges)
        let spellings = vocabulary.spellings(forBytes: text.count)
        var count = 0
        forEachPiece(of: text) { piece, hasRoom in
            if spellings?.token(of: piece, hasRoom: hasRoom) != nil {
                count += 1
            } else {
                count += merger.count(piece)
            }
        }
        return count
    }

    /// Appends the tokens of valid UTF-8, all of it ordinary.
    func append(_ text: UnsafeBufferPointer<UInt8>, to tokens: inout [Int]) {
        let merger = PieceMerger(merges: vocabulary.merges)
        let spellings = vocabulary.spellings(forBytes: text.count)
        forEachPiece(of: text) { piece, hasRoom in
            if let token = spellings?.token(of: piece, hasRoom: hasRoom) {
                tokens.append(vocabulary.ranks[token])
            } else {
                let start = tokens.count
                merger.forEachTokenBackwards(of: piece) { tokens.append(vocabulary.ranks[$0]) }
                tokens[start...].reverse()
            }
        }
    }
}
