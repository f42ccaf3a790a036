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

extension Machine {
    /// This machine, now.
    public static var current: Machine {
        Machine(
            processor: processorName ?? architecture,
            cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            system: systemName,
            swift: SwiftVersion.current,
            isOptimized: isOptimized,
            load: loadAverage
        )
    }

    private static var isOptimized: Bool {
        var isOptimized = true
        // Not evaluated in an optimised build.
        assert(
            {
                isOptimized = false
                return true
            }()
        )
        return isOptimized
    }

    private static var loadAverage: Double? {
        var average = 0.0
        return getloadavg(&average, 1) == 1 ? average : nil
    }

    #if canImport(Darwin)
        private static var processorName: String? { systemString("machdep.cpu.brand_string") }
        private static var architecture: String { systemString("hw.machine") ?? "unknown processor" }
        private static var systemName: String {
            "\(systemString("kern.ostype") ?? "Darwin") \(systemString("kern.osrelease") ?? "")"
        }

        private static func systemString(_ name: String) -> String? {
            var size = 0
            guard sysctlbyname(name, nil, &size, nil, 0) == 0, size > 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: size)
            guard sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    #else
        private static var processorName: String? { value(of: "model name", before: ":", in: "/proc/cpuinfo") }

        private static var architecture: String { names { $0.machine } ?? "unknown processor" }

        private static var systemName: String {
            let kernel = [names { $0.sysname }, names { $0.release }].compactMap(\.self).joined(separator: " ")
            let name = value(of: "PRETTY_NAME", before: "=", in: "/etc/os-release")
            return [name, kernel].compactMap(\.self).joined(separator: ", ")
        }

        /// One of the names that `uname` gives: https://man7.org/linux/man-pages/man2/uname.2.html
        private static func names<Name>(_ name: (utsname) -> Name) -> String? {
            var names = utsname()
            guard uname(&names) == 0 else { return nil }
            return withUnsafeBytes(of: name(names)) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
        }

        /// The first value of that name in a file of lines, without quotation marks.
        private static func value(of name: String, before separator: Character, in path: String) -> String? {
            for line in beginning(of: path).split(separator: "\n") where line.hasPrefix(name) {
                guard let end = line.firstIndex(of: separator) else { continue }
                let value = line[line.index(after: end)...].filter { $0 != "\"" }
                let words = value.split(separator: " ")
                if !words.isEmpty { return words.joined(separator: " ") }
            }
            return nil
        }

        /// The first 16 KiB of a file; empty if it cannot be read.
        private static func beginning(of path: String) -> String {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return "" }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: 16 << 10)
            let count = max(0, read(descriptor, &bytes, bytes.count))
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    #endif
}
