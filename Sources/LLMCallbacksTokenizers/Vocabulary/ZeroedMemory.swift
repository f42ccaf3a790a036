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

/// Memory that begins as zeros, of which pages are taken when they are first written. Its owner frees it.
struct ZeroedMemory<Element: BitwiseCopyable> {
    private let elements: UnsafeMutablePointer<Element>
    let count: Int

    init(count: Int) {
        // https://man7.org/linux/man-pages/man3/calloc.3p.html
        guard let memory = calloc(count, MemoryLayout<Element>.stride) else { fatalError("out of memory") }
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
        nonmutating set {
            assert(index >= 0 && index < count)
            elements[index] = newValue
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
