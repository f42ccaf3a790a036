// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Text that grows piece by piece, as UTF-8. A `String` would do the same at several times the cost an append.
struct TextBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    private(set) var count = 0

    init() {}

    deinit { base?.deallocate() }

    /// The text so far.
    var text: String {
        guard let base else { return "" }
        let bytes = UnsafeBufferPointer(start: base, count: count)
        guard #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        // Whole strings, one after the other: what they say is UTF-8, and to look through it again would take longer than to copy it.
        var text = UTF8Span(unchecked: bytes.span)
        _ = text.checkForASCII()
        return String(copying: text)
    }

    /// Adds a piece.
    @inline(__always)
    mutating func append(_ piece: String) {
        // A bridged Cocoa string has no contiguous UTF-8; copying it makes it native.
        let isDone: Void? = piece.utf8.withContiguousStorageIfAvailable { append($0) }
        if isDone == nil {
            var native = piece
            native.withUTF8 { append($0) }
        }
    }

    /// Starts again with nothing.
    mutating func removeAll() { count = 0 }

    @inline(__always)
    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        // An empty first piece finds no memory yet.
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        if count &+ bytes.count > capacity { grow(by: bytes.count) }
        // `grow` leaves a base with room for the piece.
        Self.copy(UnsafeRawPointer(source), to: UnsafeMutableRawPointer(base.unsafelyUnwrapped + count), bytes.count)
        count &+= bytes.count
    }

    /// Copies a piece. Nearly all are short, and for those a call of `memcpy` would cost more than the copying: two words
    /// that may overlap do it.
    @inline(__always)
    private static func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ count: Int) {
        switch count {
        case 8...16: copyEnds(source, target, count, UInt64.self)
        case 17...32: copyEnds(source, target, count, SIMD16<UInt8>.self)
        case 4..<8: copyEnds(source, target, count, UInt32.self)
        case 2..<4: copyEnds(source, target, count, UInt16.self)
        default: target.copyMemory(from: source, byteCount: count)
        }
    }

    @inline(__always)
    private static func copyEnds<Word: BitwiseCopyable>(
        _ source: UnsafeRawPointer,
        _ target: UnsafeMutableRawPointer,
        _ count: Int,
        _ word: Word.Type
    ) {
        let last = count &- MemoryLayout<Word>.size
        let (head, tail) = (source.loadUnaligned(as: Word.self), (source + last).loadUnaligned(as: Word.self))
        target.storeBytes(of: head, as: Word.self)
        (target + last).storeBytes(of: tail, as: Word.self)
    }

    @inline(never)
    private mutating func grow(by added: Int) {
        capacity = max(2 * capacity, count + added, 256)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        if let base {
            larger.update(from: base, count: count)
            base.deallocate()
        }
        base = larger
    }
}
