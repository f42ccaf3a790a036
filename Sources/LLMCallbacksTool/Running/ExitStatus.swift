// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTokenizers

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the program tells the one that started it. The numbers are those of `sysexits.h`, and 128 and a signal's number.
struct ExitStatus: RawRepresentable, Equatable, Error {
    let rawValue: Int32

    /// All went well.
    static let done = ExitStatus(rawValue: 0)
    /// The run failed.
    static let failed = ExitStatus(rawValue: 1)
    /// The database was written by a newer version of this program.
    static let newer = ExitStatus(rawValue: 3)
    /// There is no such run, session or database.
    static let notFound = ExitStatus(rawValue: 4)
    /// The command line is wrong.
    static let usage = ExitStatus(rawValue: 64)
    /// The input is damaged.
    static let damaged = ExitStatus(rawValue: 65)
    /// A file cannot be made.
    static let cannotCreate = ExitStatus(rawValue: 73)
    /// A file cannot be read or written.
    static let inputOutput = ExitStatus(rawValue: 74)
    /// Another program holds the database: to be tried again.
    static let locked = ExitStatus(rawValue: 75)

    /// A signal stopped the run.
    static func stopped(by signal: Int32) -> ExitStatus { ExitStatus(rawValue: 128 + signal) }

    /// Throws itself, so that the program ends with it, unless all went well.
    func throwUnlessDone() throws {
        if self != .done { throw self }
    }
}

extension ExitStatus {
    /// Says what went wrong, and names the status for it.
    init(reporting error: any Error) {
        switch error {
        case let status as ExitStatus:
            self = status
        case let error as FileError where error.isClosedPipe:
            // Who reads has seen enough: no fault.
            self = .done
        case let error as FileError where error.isOfCreation:
            Console.report("\(error)")
            self = .cannotCreate
        case is FileError, is OutputError:
            Console.report("\(error)")
            self = .inputOutput
        case let error as TranscriptError:
            Console.report(error.description)
            self = ExitStatus(error.code)
        case let error as TokenizerError:
            Console.report("\(error)")
            self = Self(of: error)
        case let error as UsageError:
            Console.report(error.message)
            self = .usage
        default:
            self.init(parsing: error)
        }
    }

    private init(of error: TokenizerError) {
        switch error.code {
        case .unknownEncoding: self = .usage
        case .unreadableFile: self = .inputOutput
        default: self = .damaged
        }
    }

    /// Prints what the parser was asked for, such as its help; or says in one line what is wrong with the arguments.
    private init(parsing error: any Error) {
        if RootCommand.exitCode(for: error).isSuccess {
            let text = RootCommand.fullMessage(for: error)
            do {
                try StandardDescriptors.write(Array("\(text)\n".utf8), to: 1)
                self = .done
            } catch {
                self = error.errorNumber == EPIPE ? .done : .inputOutput
            }
        } else {
            Console.report("\(RootCommand.message(for: error)) (see --help)")
            self = .usage
        }
    }
}
