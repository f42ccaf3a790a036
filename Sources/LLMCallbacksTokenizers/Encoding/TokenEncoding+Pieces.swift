// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The pieces that the pattern splits a text into. No token crosses the end of one; joined they are the text.
    public func pieces(of text: String) -> [String] {
        var text = text
        var pieces: [String] = []
        text.withUTF8 { bytes in
            forEachPiece(of: bytes) { piece, _ in pieces.append(String(decoding: piece, as: UTF8.self)) }
        }
        return pieces
    }

    /// Hands over the pieces of valid UTF-8 in order, each with whether eight bytes from its first on can be read.
    @inline(__always)
    func forEachPiece(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (_ piece: UnsafeBufferPointer<UInt8>, _ hasRoom: Bool) -> Void
    ) {
        let splitter = Splitter(pattern, text)
        var start = 0
        while start < text.count {
            let end = splitter.pieceEnd(from: start)
            body(UnsafeBufferPointer(rebasing: text[start..<end]), start + 8 <= text.count)
            start = end
        }
    }
}
