// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a handler may do on purpose, once a token, to prove that the counter for it counts.
enum Flaw: String {
    case instruction, retain, release, object, malloc

    @inline(never)
    func commit() {
        switch self {
        case .instruction: for number in 0..<512 { Self.ballast.value = (Self.ballast.value ^ number) &* 31 }
        case .retain: _ = Unmanaged.passUnretained(Self.ballast).retain()
        case .release: Unmanaged.passUnretained(Self.ballast).release()
        case .object: Self.last = Ballast()
        case .malloc: Self.memory = .allocate(capacity: 64)
        }
    }

    /// Readies what `commit()` needs, outside of what is counted.
    func prepare(tokens: Int) {
        guard self == .release else { return }
        for _ in 0..<tokens { _ = Unmanaged.passUnretained(Self.ballast).retain() }
    }

    private final class Ballast {
        var value = 0
    }

    // One task at a time uses these.
    nonisolated(unsafe) private static let ballast = Ballast()
    nonisolated(unsafe) private static var last: Ballast?
    nonisolated(unsafe) private static var memory: UnsafeMutablePointer<UInt8>?
}
