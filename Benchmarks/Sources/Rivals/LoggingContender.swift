// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Logging

/// swift-log's `MultiplexLogHandler`, with a log handler for each consumer and the token as the message.
struct LoggingContender: Contender {
    let name = "swift-log multiplex"

    func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let logger = Logger(label: "benchmark") { _ in MultiplexLogHandler(boxes.map(TallyLogHandler.init)) }
        let began = ContinuousClock.now
        for _ in 0..<load.rounds {
            for piece in load.pieces { logger.info("\(piece)") }
        }
        return Delivery(elapsed: began.duration(to: .now), tallies: boxes.map { $0.tally })
    }
}

private struct TallyLogHandler: LogHandler {
    let box: TallyBox
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    init(_ box: TallyBox) { self.box = box }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { box.add(event.message.description) }
}
