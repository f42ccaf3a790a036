// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite
import LLMCallbacks

/// A function for full-text search that cuts out of a row what shows best what was found in it:
/// `llmcallbacks_excerpt(search, words)`. Its value is for ``parts(_:)``.
///
/// It is written against SQLite's interface for such functions, https://www.sqlite.org/fts5.html#custom_auxiliary_functions, so that
/// words and finds are those of the index itself.
enum ExcerptFunction {
    static let name = "llmcallbacks_excerpt"

    private typealias Interface = UnsafePointer<Fts5ExtensionApi>

    /// A code that SQLite gave in place of an answer.
    private struct Failure: Error { let code: CInt }

    /// Makes the function known to a connection, if it is not.
    ///
    /// - Throws: `DatabaseError`.
    static func install(in db: Database) throws {
        let isKnown = "SELECT count(*) > 0 FROM pragma_function_list WHERE name = ?"
        guard try Bool.fetchOne(db, sql: isKnown, arguments: [name]) != true else { return }
        let api = UnsafeMutablePointer(mutating: FTS5.api(db))
        let code = api.pointee.xCreateFunction?(api, name, nil, call, nil) ?? SQLITE_ERROR
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static let call: fts5_extension_function = { interface, cursor, result, count, values in
        guard let interface, let cursor, count == 1, let words = values?[0] else {
            return sqlite3_result_error_code(result, SQLITE_MISUSE)
        }
        do throws(Failure) {
            let excerpt = try excerpt(interface, cursor, words: Int(min(max(sqlite3_value_int(words), 1), 64)))
            sqlite3_result_blob64(result, excerpt, UInt64(excerpt.count), transient)
        } catch {
            sqlite3_result_error_code(result, error.code)
        }
    }

    /// `SQLITE_TRANSIENT`, a macro that Swift cannot import: SQLite makes a copy. https://www.sqlite.org/c3ref/c_static.html
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private static func excerpt(_ interface: Interface, _ cursor: OpaquePointer, words: Int) throws(Failure) -> [UInt8]
    {
        let phraseCount = Int(interface.pointee.xPhraseCount(cursor))
        var best: (column: CInt, text: IndexedText, start: Int, score: Int)?
        for column in 0..<interface.pointee.xColumnCount(cursor) {
            let text = try indexedText(interface, cursor, column)
            let window = text.bestWindow(of: words, phraseCount: phraseCount) ?? (0, 0)
            if best.map({ window.score > $0.score }) ?? true { best = (column, text, window.start, window.score) }
        }
        guard let best else { return [] }
        let window = best.start..<min(best.start + words, best.text.wordCount)
        var writer = ExcerptWriter(window, marks: best.text.marks)
        let bytes = try columnText(interface, cursor, best.column)
        try forEachWord(of: bytes, interface, cursor) { word in
            writer.append(word)
            return !writer.isFull
        }
        writer.end(at: bytes.count, hasFurtherWords: window.upperBound < best.text.wordCount)
        return packed(writer.parts, of: bytes)
    }

    // MARK: What the index says

    private static func indexedText(
        _ interface: Interface,
        _ cursor: OpaquePointer,
        _ column: CInt
    ) throws(Failure) -> IndexedText {
        var text = IndexedText()
        let bytes = try columnText(interface, cursor, column)
        try forEachWord(of: bytes, interface, cursor) { word in
            if beginsSentence(word.lowerBound, bytes, isFirst: text.wordCount == 0) {
                text.sentences.append(text.wordCount)
            }
            text.wordCount += 1
            return true
        }
        var count: CInt = 0
        try check(interface.pointee.xInstCount(cursor, &count))
        for number in 0..<count {
            var (phrase, place, start): (CInt, CInt, CInt) = (0, 0, 0)
            try check(interface.pointee.xInst(cursor, number, &phrase, &place, &start))
            let length = interface.pointee.xPhraseSize(cursor, phrase)
            // An index that does not fit its texts finds words where none are.
            guard place == column, start >= 0, length > 0, Int(start) + Int(length) <= text.wordCount else { continue }
            text.finds.append(FindWindow.Find(phrase: Int(phrase), start: Int(start), length: Int(length)))
        }
        return text
    }

    /// Whether a sentence begins with the word at this byte.
    private static func beginsSentence(_ start: Int, _ bytes: UnsafeBufferPointer<CChar>, isFirst: Bool) -> Bool {
        guard !isFirst else { return true }
        let before = bytes[..<start]
        guard let end = before.lastIndex(where: { !" \t\n\r".utf8.contains(UInt8(bitPattern: $0)) }) else {
            return false
        }
        return end < start - 1 && ".:".utf8.contains(UInt8(bitPattern: bytes[end]))
    }

    private static func columnText(
        _ interface: Interface,
        _ cursor: OpaquePointer,
        _ column: CInt
    ) throws(Failure) -> UnsafeBufferPointer<CChar> {
        var (start, count): (UnsafePointer<CChar>?, CInt) = (nil, 0)
        try check(interface.pointee.xColumnText(cursor, column, &start, &count))
        return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(count))
    }

    /// Hands over the bytes of each word in turn, until it has had enough.
    private static func forEachWord(
        of bytes: UnsafeBufferPointer<CChar>,
        _ interface: Interface,
        _ cursor: OpaquePointer,
        _ body: (Range<Int>) -> Bool
    ) throws(Failure) {
        let code = withoutActuallyEscaping(body) { body in
            var visitor = WordVisitor(byteCount: bytes.count, body: body)
            return withUnsafeMutablePointer(to: &visitor) { visitor in
                interface.pointee.xTokenize(cursor, bytes.baseAddress, CInt(bytes.count), visitor) {
                    context,
                    flags,
                    _,
                    _,
                    start,
                    end in
                    guard let visitor = context?.assumingMemoryBound(to: WordVisitor.self) else { return SQLITE_MISUSE }
                    return visitor.pointee.visit(start, end, flags)
                }
            }
        }
        if code != SQLITE_DONE { try check(code) }
    }

    private struct WordVisitor {
        let byteCount: Int
        let body: (Range<Int>) -> Bool

        func visit(_ start: CInt, _ end: CInt, _ flags: CInt) -> CInt {
            guard flags & FTS5_TOKEN_COLOCATED == 0 else { return SQLITE_OK }
            guard start >= 0, start <= end, end <= byteCount else { return SQLITE_CORRUPT }
            return body(Int(start)..<Int(end)) ? SQLITE_OK : SQLITE_DONE
        }
    }

    private static func check(_ code: CInt) throws(Failure) {
        guard code == SQLITE_OK else { throw Failure(code: code) }
    }

    // MARK: The value

    /// Each part as its length times two, plus one if it was found; and its bytes.
    private static func packed(
        _ parts: [(bytes: Range<Int>?, isMatch: Bool)],
        of bytes: UnsafeBufferPointer<CChar>
    ) -> [UInt8] {
        var packed: [UInt8] = []
        for part in parts {
            let text = part.bytes.map { bytes[$0].map(UInt8.init(bitPattern:)) } ?? Array("…".utf8)
            Varint.append(UInt64(text.count) << 1 | (part.isMatch ? 1 : 0), to: &packed)
            packed += text
        }
        return packed
    }

    /// The parts of an excerpt. What was not found is one part up to the next find.
    static func parts(_ packed: [UInt8]) -> [SearchHit.Part] {
        var parts: [SearchHit.Part] = []
        var offset = 0
        while let head = Varint.read(packed, at: &offset), head >> 1 <= UInt64(packed.count - offset) {
            let end = offset + Int(head >> 1)
            let text = String(decoding: packed[offset..<end], as: UTF8.self)
            offset = end
            if head & 1 == 0, let last = parts.last, !last.isMatch {
                parts[parts.count - 1] = SearchHit.Part(text: last.text + text, isMatch: false)
            } else {
                parts.append(SearchHit.Part(text: text, isMatch: head & 1 == 1))
            }
        }
        return parts
    }
}
