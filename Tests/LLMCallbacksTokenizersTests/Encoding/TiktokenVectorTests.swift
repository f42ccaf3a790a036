// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTokenizers
import Testing

struct TiktokenVectorTests {
    @Test func `there are vectors of both encodings`() {
        #expect(TiktokenVector.all.count { $0.encoding == "cl100k_base" } > 500)
        #expect(TiktokenVector.all.count { $0.encoding == "o200k_base" } > 500)
    }

    @Test func `texts have tiktoken's tokens and pieces`() throws {
        for vector in TiktokenVector.all {
            let encoding = try #require(vector.tokenEncoding)
            #expect(encoding.encode(vector.text) == vector.ids, "\(vector.testDescription)")
            #expect(encoding.count(vector.text) == vector.ids.count, "\(vector.testDescription)")
            #expect(
                encoding.pieces(of: vector.text).map(Array.init) == vector.pieces.map(Array.init),
                "\(vector.testDescription)"
            )
        }
    }

    @Test func `tokens have the bytes of the text`() throws {
        for vector in TiktokenVector.all {
            let encoding = try #require(vector.tokenEncoding)
            #expect(try encoding.bytes(of: vector.ids) == Array(vector.text.utf8), "\(vector.testDescription)")
        }
    }

    @Test func `every beginning of a text has tiktoken's count, and a bound below all that follow`() throws {
        for vector in TiktokenVector.all {
            var counter = try #require(vector.tokenEncoding).counter()
            var bounds: [Int] = []
            for (scalar, count) in zip(vector.text.unicodeScalars, vector.counts) {
                counter.append(String(scalar))
                #expect(counter.count == count, "\(vector.testDescription) at \(bounds.count)")
                bounds.append(counter.lowerBound)
            }
            #expect(bounds.count == vector.counts.count)
            for (index, bound) in bounds.enumerated() {
                #expect(vector.counts[index...].allSatisfy { $0 >= bound }, "\(vector.testDescription) at \(index)")
            }
            #expect(bounds == bounds.sorted(), "\(vector.testDescription)")
        }
    }

    @Test func `a text that comes byte by byte has the same counts`() throws {
        for vector in TiktokenVector.all {
            var counter = try #require(vector.tokenEncoding).counter()
            var expected = 0
            for (scalar, count) in zip(vector.text.unicodeScalars, vector.counts) {
                let bytes = Array(String(scalar).utf8)
                for byte in bytes.dropLast() {
                    counter.append(utf8: [byte])
                    #expect(counter.count == expected, "\(vector.testDescription)")
                }
                counter.append(utf8: bytes.suffix(1))
                expected = count
                #expect(counter.count == expected, "\(vector.testDescription)")
            }
        }
    }
}
