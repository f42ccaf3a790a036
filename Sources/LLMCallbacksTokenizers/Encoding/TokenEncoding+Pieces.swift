// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The pieces that the pattern splits a text into. No token crosses the end of one; joined they are the text.
    public func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        forEachPiece(of: text) { piece, _ in pieces.append(String(decoding: piece, as: UTF8.self)) }
        return pieces
    }

    /// Hands over the pieces of a text in order, each with whether eight bytes from its first on can be read.
    @inline(__always)
    func forEachPiece(of text: String, _ body: (_ piece: UnsafeBufferPointer<UInt8>, _ hasRoom: Bool) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            let splitter = Splitter(pattern, bytes)
            var start = 0
            while start < bytes.count {
                let end = splitter.pieceEnd(from: start)
                body(UnsafeBufferPointer(rebasing: bytes[start..<end]), start + 8 <= bytes.count)
                start = end
            }
        }
    }
}
