// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI
import LLMCallbacksTesting

extension Suite {
    /// From the socket to a handler.
    static let loopback = Suite(
        name: "socket bytes to handler",
        about: """
            `OpenAIChatModel` asks a server on the loopback interface, in the same process, which has its answer ready: libcurl, \
            server-sent events, JSON, the run, one inline handler that counts. From the call to its return, so a request is part \
            of the time, spread over 4,096 chunks of about 300 bytes. "In bulk": as fast as the socket takes them; "one by \
            one": a system call a chunk, without delay.
            """,
        workloads: [
            Workload("in bulk, 1 stream", per: "chunk") { try await ask(bulk, streams: 1) },
            Workload("in bulk, 8 streams at once", per: "chunk") { try await ask(bulk, streams: 8) },
            Workload("one by one, 1 stream", per: "chunk") { try await ask(single, streams: 1) },
            Workload("one by one, 8 streams at once", per: "chunk") { try await ask(single, streams: 8) },
        ]
    )

    private static let body = ChatCompletionBody(rounds: 64)
    private static let bulk = LazyServer { try AnswerServer([body.bytes]) }
    private static let single = LazyServer { try AnswerServer(body.events) }

    private static func ask(_ server: LazyServer, streams: Int) async throws -> Measurement {
        let url = try await server.url
        let boxes = (0..<streams).map { _ in TallyBox() }
        let began = ContinuousClock.now
        try await withThrowingTaskGroup { group in
            for box in boxes {
                group.addTask {
                    var model = OpenAIChatModel("benchmark")
                    model.configuration = .init(baseURL: url, apiKey: "none")
                    try await model.generate("Hello", callbacks: [.onToken { box.add($0.text) }])
                }
            }
            try await group.waitForAll()
        }
        let elapsed = began.duration(to: .now)
        try Delivery(elapsed: elapsed, tallies: boxes.map(\.tally)).check(body.load, consumers: streams, by: "loopback")
        return .time(elapsed, units: streams * body.events.count)
    }
}

/// A server that is started when somebody wants its address.
private actor LazyServer {
    private let start: @Sendable () throws -> AnswerServer
    private var server: AnswerServer?

    init(_ start: @escaping @Sendable () throws -> AnswerServer) { self.start = start }

    var url: String {
        get throws {
            let server = try server ?? start()
            self.server = server
            return server.url
        }
    }
}
