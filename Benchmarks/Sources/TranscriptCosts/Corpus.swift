// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// English prose, cut into pieces as long as tokens are: the documents of this package.
struct Corpus {
    private let bytes: [UInt8]

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Docs").standardizedFileURL
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
            .sorted()
        let text = try names.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }.joined()
        bytes = text.utf8.filter { $0 < 0x80 }
    }

    /// Pieces of four bytes, from some place on that is another for each number.
    func tokens(_ count: Int, from number: Int) -> [String] {
        let start = number &* 7919 % bytes.count
        return (0..<count).map { place in
            String(decoding: (0..<4).map { bytes[(start + place * 4 + $0) % bytes.count] }, as: UTF8.self)
        }
    }
}
