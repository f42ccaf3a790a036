// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A server for many streams in one thread, run as a process of its own: its work is not the client's.
///
/// What it answers is said by the first part of the path: `/steady-RATE` sends RATE tokens a second for ever, spread evenly over
/// time and connections; `/idle` one token, and then nothing; `/event-SIZE` one event of SIZE MiB in pieces.
final class StreamServer {
    /// How many bytes a piece of a large event has: what an Ethernet frame carries.
    static let pieceBytes = 1_400

    /// One chunk, as OpenAI words it, in a chunk of HTTP.
    private static let token = chunk(
        #"data: {"id":"c","object":"chat.completion.chunk","created":1700000000,"model":"m","system_fingerprint":"fp","#
            + #""choices":[{"index":0,"delta":{"content":" token"},"logprobs":null,"finish_reason":null}]}"# + "\n\n"
    )
    private static let head = Array(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
    )

    private let listener: Int32
    private var asking: [Int32] = []
    private var steady: [(descriptor: Int32, next: ContinuousClock.Instant, period: Duration)] = []

    init() throws {
        listener = socket(AF_INET, SocketKind.stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                bind(listener, $0.baseAddress, length) == 0 && listen(listener, 4_096) == 0
                    && getsockname(listener, $0.baseAddress, &length) == 0
            }
        }
        guard isBound else { throw Failure(code: errno) }
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
        print(UInt16(bigEndian: address.sin_port))
        fflush(nil)
    }

    /// Serves until standard input ends.
    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        while true {
            wait(milliseconds: steady.isEmpty ? 100 : 1)
            sendWhatIsDue(at: .now)
        }
    }

    private func wait(milliseconds: Int32) {
        var watched = ([0, listener] + asking).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return }
        if watched[0].revents != 0 { exit(0) }
        for entry in watched.dropFirst(2) where entry.revents != 0 { answer(entry.fd) }
        while watched[1].revents != 0 {
            let descriptor = accept(listener, nil, nil)
            if descriptor < 0 { break }
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            asking.append(descriptor)
        }
    }

    /// Reads the question, which comes in one piece here, and begins the answer.
    private func answer(_ descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        asking.removeAll { $0 == descriptor }
        guard count > 0 else { return _ = close(descriptor) }
        let path = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "/").dropFirst().first ?? ""
        let number = path.split(separator: "-").dropFirst().first.flatMap { Int($0) }
        switch path.prefix(while: { $0 != "-" }) {
        case "steady": begin(descriptor, rate: number ?? 1)
        case "event": sendEvent(descriptor, bytes: (number ?? 1) << 20)
        default: write(Self.head + Self.token, to: descriptor)
        }
    }

    private func begin(_ descriptor: Int32, rate: Int) {
        write(Self.head + Self.token, to: descriptor)
        let period = Duration.seconds(1) / rate
        // Each stream has a place of its own in the period.
        let place = Double(steady.count % 997) / 997
        steady.append((descriptor, .now + period * place, period))
    }

    private func sendEvent(_ descriptor: Int32, bytes count: Int) {
        let text = String(repeating: "a", count: count)
        let chunk = #"{"choices":[{"delta":{"content":"\#(text)"},"finish_reason":"stop"}]}"#
        let event = "data: \(chunk)\n\ndata: [DONE]\n\n"
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(event.utf8.count)\r\n\r\n"
        let answer = Array((head + event).utf8)
        for start in stride(from: 0, to: answer.count, by: Self.pieceBytes) {
            write(Array(answer[start..<min(start + Self.pieceBytes, answer.count)]), to: descriptor)
        }
        asking.append(descriptor)
    }

    private func sendWhatIsDue(at now: ContinuousClock.Instant) {
        for index in steady.indices where steady[index].next <= now {
            steady[index].next += steady[index].period
            if !write(Self.token, to: steady[index].descriptor) {
                close(steady[index].descriptor)
                steady[index].next = now + .seconds(1_000_000)
            }
        }
    }

    @discardableResult
    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        send(descriptor, bytes, bytes.count, 0) == bytes.count
    }

    private static func chunk(_ text: String) -> [UInt8] {
        Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8)
    }

    private struct Failure: Error { let code: Int32 }
}
