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

/// A few megabytes of zeros for tables that live and die together.
///
/// On Linux it lies in huge pages where the system has them. Tables are written and read in no order, so small pages cost more
/// than what is done in them: a fault each when a vocabulary is made, and address translation later.
final class MemoryArena: @unchecked Sendable {
    // Sendable: what is taken is handed over; the arena itself does not change once all is taken.

    private let memory: UnsafeMutableRawPointer
    private let size: Int
    private let start: UnsafeMutableRawPointer
    private var taken = 0

    /// An arena with room for tables of so many bytes each.
    init(for sizes: Int...) {
        let room = sizes.reduce(0) { $0 + Self.aligned($1, to: Self.alignment) }
        #if os(Linux) || os(Android)
            // https://man7.org/linux/man-pages/man2/mmap.2.html
            size = Self.aligned(room, to: Self.hugePage) + Self.hugePage
            let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            // Without memory there is no going on, as with any allocation of Swift; the size is that of a vocabulary.
            guard let mapped, mapped != MAP_FAILED else { fatalError("out of memory") }
            memory = mapped
            start = mapped.alignedUp(toMultipleOf: Self.hugePage)
            // It is a wish: where there are no huge pages, small ones do. https://man7.org/linux/man-pages/man2/madvise.2.html
            madvise(start, size - Self.hugePage, MADV_HUGEPAGE)
        #else
            size = room
            // As above: without memory there is no going on.
            guard let zeros = calloc(room, 1) else { fatalError("out of memory") }
            memory = zeros
            start = zeros
        #endif
    }

    deinit {
        #if os(Linux) || os(Android)
            munmap(memory, size)
        #else
            free(memory)
        #endif
    }

    /// Takes a table that the arena has room for.
    func take<Element: BitwiseCopyable>(_ count: Int) -> ZeroedMemory<Element> {
        let table = start + taken
        taken += Self.aligned(Self.size(of: count, Element.self), to: Self.alignment)
        assert(taken <= size)
        return ZeroedMemory(table, count: count)
    }

    /// The bytes of a table.
    static func size<Element>(of count: Int, _ type: Element.Type) -> Int { count * MemoryLayout<Element>.stride }

    private static let hugePage = 2 * 1024 * 1024
    /// A cache line.
    private static let alignment = 64

    private static func aligned(_ size: Int, to alignment: Int) -> Int {
        (size + alignment - 1) / alignment * alignment
    }
}
