// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import LLMCallbacks

struct FileDescriptorTests {
    @Test func `writes everything, however large, to a reader who takes his time`() async {
        let pipe = TestPipe()
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let pieces = collect(pipe)
        let (count, fault) = FileDescriptor(pipe.writeEnd).writeAll(bytes)
        pipe.closeWriteEnd()
        #expect((count, fault) == (1_000_000, 0))
        #expect(await pieces.reduce(into: []) { $0 += $1 } == bytes)
    }

    @Test func `waits for room where the file was set not to wait`() async {
        let pipe = TestPipe()
        #expect(fcntl(pipe.writeEnd, F_SETFL, O_NONBLOCK) == 0)
        let bytes = [UInt8](repeating: 7, count: 300_000)
        let pieces = collect(pipe)
        let (count, fault) = FileDescriptor(pipe.writeEnd).writeAll(bytes)
        pipe.closeWriteEnd()
        #expect((count, fault) == (300_000, 0))
        #expect(await pieces.reduce(into: []) { $0 += $1 } == bytes)
    }

    @Test func `a pipe that nobody reads gives a fault and no signal`() {
        let pipe = TestPipe()
        pipe.closeReadEnd()
        for _ in 0..<3 {
            let (count, fault) = FileDescriptor(pipe.writeEnd).writeAll([1, 2, 3])
            #expect((count, fault) == (0, EPIPE))
        }
        #if !canImport(Darwin)
            var pending = sigset_t()
            sigpending(&pending)
            #expect(sigismember(&pending, SIGPIPE) == 0, "the signal must not wait for the thread to let it in")
        #endif
        pipe.closeWriteEnd()
    }

    @Test func `leaves the thread's signal mask as it was`() {
        let pipe = TestPipe()
        pipe.closeReadEnd()
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &before)
        _ = FileDescriptor(pipe.writeEnd).writeAll([1])
        var after = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &after)
        #expect(sigismember(&after, SIGPIPE) == sigismember(&before, SIGPIPE))
        pipe.closeWriteEnd()
    }

    @Test func `a file that is not open gives a fault`() {
        #expect(FileDescriptor(-1).writeAll([1]) == (0, EBADF))
    }

    @Test func `a file is made for its owner alone, and written at its end`() throws {
        let file = try TestFile()
        for word in ["one", "two"] {
            let descriptor = try FileDescriptor(appendingTo: file.path)
            #expect(descriptor.writeAll(Array(word.utf8)).fault == 0)
            descriptor.closeFile()
        }
        #expect(try file.text == "onetwo")
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a file that cannot be opened is named in the error`() throws {
        let file = try TestFile()
        let error = #expect(throws: OutputError.self) {
            try FileDescriptor(appendingTo: file.folder.appending(path: "no/such/file").path)
        }
        #expect(error?.code == .open)
        #expect(error?.errorNumber == ENOENT)
        #expect(error?.description.hasSuffix("no/such/file: No such file or directory (errno 2)") == true)
    }

    /// Reads to the end, in a thread of its own that runs when this returns: the writer blocks one of the few threads that
    /// tasks have.
    private func collect(_ pipe: TestPipe) -> AsyncStream<[UInt8]> {
        let (pieces, reader) = AsyncStream<[UInt8]>.makeStream()
        Thread.detachNewThread {
            while let more = pipe.readSome(997) { reader.yield(more) }
            reader.finish()
        }
        return pieces
    }
}
