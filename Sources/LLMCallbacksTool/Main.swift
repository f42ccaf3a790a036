// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The program: parses the command line, runs the command, and ends with its exit status.
///
/// Not an `async` main: below that, the main thread sits in Dispatch's own loop, where no signal is blocked.
@main
enum Main {
    static func main() {
        StandardDescriptors.prepare()
        let signals = StopSignals.shared
        signals.block()
        // Detached: the main actor's thread is taken by the line after this.
        Task.detached { exit(await status().rawValue) }
        signals.wait()
    }

    private static func status() async -> ExitStatus {
        do {
            try CommandName.check(CommandLine.arguments.dropFirst())
            var command = try RootCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .done
        } catch {
            return ExitStatus(reporting: error)
        }
    }
}
