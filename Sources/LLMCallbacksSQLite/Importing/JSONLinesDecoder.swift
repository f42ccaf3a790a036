// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Reads back what ``JSONLinesEncoder`` wrote: lines into events, with their numbers, times and split points.
///
/// ```swift
/// var decoder = JSONLinesDecoder()
/// for line in lines { for event in try decoder.decode(line.utf8) { … } }
/// ```
///
/// Lines of several runs may be mixed. Of each run the start comes first; its numbers rise and its times do not fall. Keys and
/// events that are not known are passed over. It keeps some hundred bytes for each run that is under way, and of runs that are
/// over their ids.
public struct JSONLinesDecoder: Sendable {
    /// Why a line cannot be read, in one sentence without the line.
    public struct Fault: Error, Hashable, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    private var runs: [RunID: OpenRun] = [:]
    /// The outermost run of each run that was heard of.
    private var roots: [RunID: RunID] = [:]
    private var ended: Set<RunID> = []

    /// Creates a decoder that has read nothing.
    public init() {}

    /// The runs that have begun and have had no terminal event.
    public var unfinished: Set<RunID> { Set(runs.keys) }

    /// Reads a line.
    ///
    /// - Returns: Its event, whose ``CallbackEvent/run`` is over and cannot be stopped. Nothing for an unknown event. Before an
    ///   end whose run has text and no pieces, as where only ``EventFilter/lifecycle`` was written, a piece for each text.
    /// - Throws: ``Fault`` if the line is no event, or does not fit those before it. Nothing is taken from it then.
    public mutating func decode(_ line: some Sequence<UInt8>) throws(Fault) -> [CallbackEvent] {
        let json: JSONValue
        do { json = try JSONReader.value(line) } catch { throw Fault(description: error.description) }
        guard let members = json.members else { throw Fault(description: "the line is no JSON object") }
        guard let name = members["event"]?.text else { throw Fault(description: "\"event\" is missing") }
        guard let id = members["run"]?.text.flatMap({ RunID($0) }) else {
            throw Fault(description: "\"run\" is missing, or no id")
        }
        guard let sequence = members["seq"]?.whole, (0..<1 << 32).contains(sequence) else {
            throw Fault(description: "\"seq\" is missing, or no number that an event can have")
        }
        if ended.contains(id) { throw Fault(description: "the run is over, and an event follows") }
        if name == "start" { return [try begin(id, sequence, members)] }
        guard var run = runs[id] else { throw Fault(description: "the run has no \"start\" before this event") }
        guard let kind = try Self.kind(name, members, of: run) else { return [] }
        let events = try run.take(kind, sequence: sequence, time: Self.time(members["t"]))
        if events.last?.isTerminal == true {
            runs[id] = nil
            ended.insert(id)
        } else {
            runs[id] = run
        }
        return events
    }

    private mutating func begin(
        _ id: RunID,
        _ sequence: Int,
        _ members: [String: JSONValue]
    ) throws(Fault) -> CallbackEvent {
        guard runs[id] == nil else { throw Fault(description: "the run starts twice") }
        guard let startedAt = members["time"]?.text.flatMap({ WallTime(iso8601: $0) }) else {
            throw Fault(description: "\"time\" is missing, or not as ISO 8601 has it")
        }
        let parent = members["parent"]?.text.flatMap { RunID($0) }
        let root = parent.map { roots[$0] ?? $0 } ?? id
        roots[id] = root
        let context = RunContext(
            recorded: RecordedRunContext(
                id: id,
                parentID: parent,
                rootID: root,
                kind: RunKind(rawValue: members["kind"]?.text ?? RunKind.model.rawValue),
                name: members["model"]?.text ?? "",
                tags: members["tags"]?.elements?.compactMap(\.text) ?? [],
                metadata: members["metadata"]?.members ?? [:],
                session: members["session"]?.text,
                startedAt: startedAt
            )
        )
        runs[id] = OpenRun(context: context)
        let start = RunStart(input: RunInput(recorded: members))
        return CallbackEvent(recordedIn: context, sequence: sequence, time: .zero, kind: .started(start))
    }

    private static func time(_ json: JSONValue?) throws(Fault) -> Duration {
        guard let seconds = json?.fraction, (0..<1e9).contains(seconds) else {
            throw Fault(description: "\"t\" is missing, or no time after the start")
        }
        return .microseconds(Int64((seconds * 1e6).rounded()))
    }

    private static func kind(
        _ name: String,
        _ members: [String: JSONValue],
        of run: OpenRun
    ) throws(Fault) -> CallbackEvent.Kind? {
        switch name {
        case "token": return .token(try token(members))
        case "replace": return .replaced(try token(members))
        case "end": return .ended(RunResult(recorded: members, of: run, .ended))
        case "error":
            let result = RunResult(recorded: members, of: run, .failed)
            return .failed(RunFailure(error: ModelError(recorded: members["error"] ?? .null), result: result))
        case "cancelled":
            let reason = CancellationReason(recorded: members["reason"]?.text ?? "task")
            return .cancelled(
                RunCancellation(reason: reason, result: RunResult(recorded: members, of: run, .cancelled(reason)))
            )
        default: return CallbackEvent.Kind(recorded: name, .object(members))
        }
    }

    private static func token(_ members: [String: JSONValue]) throws(Fault) -> TokenDelta {
        guard let text = members["text"]?.text else { throw Fault(description: "the token has no \"text\"") }
        let choice = members["choice"]?.whole ?? 0
        let slot = members["slot"]?.whole ?? 0
        guard (0..<1 << 16).contains(choice), (0..<1 << 16).contains(slot) else {
            throw Fault(description: "\"choice\" or \"slot\" is no number that they can have")
        }
        let lane: TokenDelta.Lane
        switch members["lane"]?.text ?? "text" {
        case "text": lane = .text
        case "reasoning": lane = .reasoning
        case "refusal": lane = .refusal
        case "toolCall": lane = .toolCall(slot: slot)
        default: throw Fault(description: "the token's \"lane\" is not known")
        }
        return TokenDelta(
            text,
            lane: lane,
            choice: choice,
            pieces: max(0, members["pieces"]?.whole ?? 1),
            callID: members["id"]?.text ?? "",
            callName: members["name"]?.text ?? ""
        )
    }
}
