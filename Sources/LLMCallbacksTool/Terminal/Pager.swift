// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The program through which the reader reads what is longer than the screen.
struct Pager {
    /// Where to write.
    let input: Int32
    private let process: pid_t

    /// What the shell is to run: `LLMCALLBACKS_PAGER`, else `PAGER`, else `less`; `nil` if that is empty, `cat`, or a program
    /// that is not there: it would swallow what is written.
    static var command: String? {
        let command = raw("LLMCALLBACKS_PAGER") ?? raw("PAGER") ?? "less"
        let words = command.split(separator: " ")
        return words.isEmpty || words == ["cat"] || !isThere(words[0]) ? nil : command
    }

    /// Whether a program can be run. What is more than a name is left to the shell.
    private static func isThere(_ program: Substring) -> Bool {
        guard program.utf8.allSatisfy(isPlain) else { return true }
        return program.contains("/") ? access(String(program), X_OK) == 0 : isInstalled(program)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "/._-+".utf8.contains(byte)
        }
    }

    /// Starts it. Ctrl-C is from then on the pager's, and not this program's. `nil` if it cannot be started.
    static func start() -> Pager? {
        guard let command else { return nil }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        // Colours, the end of less where all fits on a screen, and the text left on the screen: unless the reader says otherwise.
        setenv("LESS", "FRX", 0)
        guard let process = spawn(command, input: ends[0]) else {
            close(ends[1])
            return nil
        }
        signal(SIGINT, SIG_IGN)
        return Pager(input: ends[1], process: process)
    }

    /// Closes its input, and waits until it has ended.
    func finish() {
        close(input)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    private static func isInstalled(_ program: Substring) -> Bool {
        (Environment.variable("PATH") ?? "").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    /// A variable that is set, also if it is empty.
    private static func raw(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// https://man7.org/linux/man-pages/man3/posix_spawn.3.html
    private static func spawn(_ command: String, input: Int32) -> pid_t? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        setSignals(&attributes)
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let fault = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ)
        return fault == 0 ? process : nil
    }

    #if canImport(Darwin)
        private typealias Attributes = posix_spawnattr_t?
    #else
        private typealias Attributes = posix_spawnattr_t
    #endif

    /// The pager gets the signals that this program blocks or ignores.
    private static func setSignals(_ attributes: inout Attributes) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }
}
