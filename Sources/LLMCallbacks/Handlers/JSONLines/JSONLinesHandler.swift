// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Writes every event as one line of JSON: see ``JSONLinesEncoder``.
///
/// ```swift
/// try await model.generate("Hello", callbacks: [.jsonLines(path: "events.jsonl")])
/// ```
///
/// A line is with the system when the call returns, by one `write`: it survives the end of the program, if not that of the
/// machine. Lines of runs that write at the same time are never mixed; nor are those of several programs in one file, which
/// is written at its end.
///
/// A fault, such as a full disk, is thrown once a run. Of that run only the terminal event is still tried; the next run tries
/// again. A line that was cut off is ended, so that the one after it can be read.
public final class JSONLinesHandler: CallbackHandler {
    private let output: LineOutput
    private let encoder = JSONLinesEncoder()
    /// The runs that a fault cut short.
    private let silenced = Mutex<Set<RunID>>([])

    /// Creates a handler that writes to a file which is open. It stays open.
    public init(fileDescriptor: Int32 = 1) {
        output = LineOutput(FileDescriptor(fileDescriptor), name: "file descriptor \(fileDescriptor)", closes: false)
    }

    /// Creates a handler that writes at the end of a file, made if need be, which then only its owner may read (mode 0600).
    /// Closed with the handler.
    ///
    /// - Throws: ``OutputError`` if it cannot be opened for writing.
    public init(path: String) throws {
        output = LineOutput(try FileDescriptor(appendingTo: path), name: path, closes: true)
    }

    /// Writes an event.
    ///
    /// - Throws: ``OutputError``, once a run.
    public func handle(_ event: CallbackEvent) throws {
        let isSilenced = silenced.withLock { runs in
            event.isTerminal ? runs.remove(event.run.id) != nil : runs.contains(event.run.id)
        }
        guard !isSilenced || event.isTerminal else { return }
        do {
            try output.write(line: encoder.encode(event))
        } catch {
            if isSilenced { return }
            if !event.isTerminal { _ = silenced.withLock { $0.insert(event.run.id) } }
            throw error
        }
    }
}

extension Callback {
    /// Writes every event as one line of JSON to a file that is open: see ``JSONLinesHandler``.
    ///
    /// - Parameter fileDescriptor: Where to write: 1 is standard output.
    public static func jsonLines(fileDescriptor: Int32 = 1) -> Callback {
        .handler(JSONLinesHandler(fileDescriptor: fileDescriptor), label: "jsonLines")
    }

    /// Writes every event as one line of JSON at the end of a file: see ``JSONLinesHandler``. If it cannot be opened, the runs
    /// that were to be written fail with that error, before their model is asked.
    public static func jsonLines(path: String) -> Callback {
        .opening("jsonLines") { .handler(try JSONLinesHandler(path: path), label: "jsonLines") }
    }
}
