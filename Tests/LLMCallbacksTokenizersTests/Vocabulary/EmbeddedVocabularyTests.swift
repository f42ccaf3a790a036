// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTokenizers
import Testing

/// What is embedded is the originals and nothing else: they can be made of it again, to the byte.
struct EmbeddedVocabularyTests {
    @Test func `the hash that this is checked with is right`() {
        #expect(
            SHA256.hexadecimal(of: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(SHA256.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(arguments: [
        ("cl100k_base", 100_256, "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
        ("o200k_base", 199_998, "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    ])
    func `the original can be made of what is embedded`(name: String, count: Int, hash: String) throws {
        let encoding = try #require(TokenEncoding(named: name))
        var original: [UInt8] = []
        for rank in 0..<count {
            let token = Data(try encoding.bytes(of: [rank])).base64EncodedString()
            original += "\(token) \(rank)\n".utf8
        }
        #expect(SHA256.hexadecimal(of: original) == hash)
        #expect(throws: TokenizerError.self) { try encoding.bytes(of: [count]) }
    }
}
