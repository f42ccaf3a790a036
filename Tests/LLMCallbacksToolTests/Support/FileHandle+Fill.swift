// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension FileHandle {
    /// Writes to a pipe until nothing more fits in, not a single byte: whoever writes next waits.
    func fill() {
        let flags = fcntl(fileDescriptor, F_GETFL)
        _ = fcntl(fileDescriptor, F_SETFL, flags | O_NONBLOCK)
        for size in [4096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while Self.write(bytes, to: fileDescriptor) > 0 {}
        }
        _ = fcntl(fileDescriptor, F_SETFL, flags)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int {
        #if canImport(Darwin)
            Darwin.write(descriptor, bytes, bytes.count)
        #else
            Glibc.write(descriptor, bytes, bytes.count)
        #endif
    }
}
