// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// Memory that begins as zeros. Its owner frees it: the one who made it, or the arena that it was taken from.
struct ZeroedMemory<Element: BitwiseCopyable> {
    private let elements: UnsafeMutablePointer<Element>
    let count: Int

    init(count: Int) {
        // https://man7.org/linux/man-pages/man3/calloc.3p.html
        // Without memory there is no going on, as with any allocation of Swift.
        guard let memory = calloc(max(count, 1), MemoryLayout<Element>.stride) else { fatalError("out of memory") }
        self.init(memory, count: count)
    }

    /// A view of memory that somebody else frees: zeros, aligned, with room for so many elements.
    init(_ memory: UnsafeMutableRawPointer, count: Int) {
        elements = memory.bindMemory(to: Element.self, capacity: count)
        self.count = count
    }

    init(copying memory: ZeroedMemory) {
        self.init(count: memory.count)
        elements.update(from: memory.elements, count: count)
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return elements[index]
        }
        nonmutating _modify {
            assert(index >= 0 && index < count)
            yield &elements[index]
        }
    }

    @inline(__always)
    func pointer(at index: Int) -> UnsafePointer<Element> {
        assert(index >= 0 && index <= count)
        return UnsafePointer(elements + index)
    }

    /// Copies elements to a place behind them.
    @inline(__always)
    func copy(from source: Int, to target: Int, count copied: Int) {
        assert(source >= 0 && source + copied <= target && target + copied <= count)
        (elements + target).update(from: elements + source, count: copied)
    }

    func deallocate() { free(elements) }
}
