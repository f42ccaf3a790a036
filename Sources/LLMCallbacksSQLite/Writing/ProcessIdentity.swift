// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Darwin)
    import Darwin
#endif

/// What tells one process from every other: machine, boot, number and start.
struct ProcessIdentity: Sendable, Hashable {
    let host: String
    let boot: String
    let pid: Int32
    let start: String

    /// This process.
    static let current = ProcessIdentity(
        host: hostName,
        boot: bootName,
        pid: getpid(),
        start: startOfProcess(getpid()) ?? ""
    )

    /// Whether the process is gone for certain. One on another machine, or in another process namespace, never is.
    var isDead: Bool {
        guard host == Self.current.host else { return false }
        return boot != Self.current.boot || Self.startOfProcess(pid) != start
    }

    /// The machine; and, where there are such, the namespace in which the number of a process holds.
    private static let hostName: String = {
        var name = ProcessInfo.processInfo.hostName
        #if os(Linux)
            if let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid") {
                name += " \(space)"
            }
        #endif
        return name
    }()

    #if canImport(Darwin)
        private static let bootName: String = {
            var buffer = [CChar](repeating: 0, count: 64)
            var size = buffer.count
            guard sysctlbyname("kern.bootsessionuuid", &buffer, &size, nil, 0) == 0 else { return "" }
            return String(cString: buffer)
        }()

        /// When a process started; `nil` if there is none of this number.
        private static func startOfProcess(_ pid: Int32) -> String? {
            var info = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, pid]
            guard sysctl(&name, 4, &info, &size, nil, 0) == 0, size > 0 else { return nil }
            let start = info.kp_proc.p_un.__p_starttime
            return "\(start.tv_sec).\(start.tv_usec)"
        }
    #else
        private static let bootName =
            (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""

        /// When a process started, in ticks since the boot; `nil` if there is none of this number. The 22nd field of
        /// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the second is in brackets and may hold any character.
        private static func startOfProcess(_ pid: Int32) -> String? {
            guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .isoLatin1),
                let end = stat.lastIndex(of: ")")
            else { return nil }
            let fields = stat[end...].dropFirst().split(separator: " ")
            guard fields.count > 19, fields[0] != "Z" else { return nil }
            return String(fields[19])
        }
    #endif
}
