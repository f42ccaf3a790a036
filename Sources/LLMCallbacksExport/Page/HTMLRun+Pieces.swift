// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension HTMLRun {
    /// The text of a lane, a span for each piece, in order. Empty pieces have one, too: the script counts.
    func write(_ lane: ExportedLane, to output: inout ExportOutput) throws {
        let several = lanes.contains { $0.choice > 0 }
        let choice = several ? "<small>choice \(lane.choice)</small>" : ""
        let name = HTMLText.content(RunText.name(of: lane.lane, call: lane.callName))
        try output.write(
            "<section class=\"lane \(lane.lane.styleName)\"><h2>\(name)\(choice)</h2><div class=\"pieces\" dir=\"auto\">"
        )
        for piece in lane.pieces {
            let text = HTMLText.content(piece.text)
            try output.write(piece.isTakenBack ? "<span><del>\(text)</del></span>" : "<span>\(text)</span>")
        }
        try output.write("</div></section>\n")
    }

    /// The times of all pieces, for the script: numbers and nothing else.
    func writeData(to output: inout ExportOutput) throws {
        var json = JSONWriter()
        json.object { json in
            json.member("total", Int(timing.total.inMicroseconds))
            json.array("kinds", lanes) { $0.string($1.lane.styleName) }
            json.array("names", lanes) { json, lane in json.string(lane.lane.plainName) }
            var last: Int64 = 0
            json.array("gaps", timing.arrivals) { json, arrival in
                let time = max(arrival.time.inMicroseconds, last)
                json.integer(time - last)
                last = time
            }
            json.array("bytes", timing.arrivals) { $0.integer($1.bytes) }
            let places = Dictionary(
                lanes.enumerated().flatMap { place, lane in lane.pieces.map { ($0.index, place) } },
                uniquingKeysWith: { first, _ in first }
            )
            json.array("lanes", timing.arrivals.indices) { $0.integer(places[$1] ?? 0) }
        }
        try output.write("<script type=\"application/json\" class=\"data\">")
        try output.write(json.bytes)
        try output.write("</script>\n")
    }
}

extension TokenDelta.Lane {
    /// The class that gives the lane its colour.
    var styleName: String {
        switch self {
        case .text: "text"
        case .reasoning: "reasoning"
        case .refusal: "refusal"
        default: "tool"
        }
    }

    /// What a piece of the lane is called. Never text that was recorded.
    var plainName: String {
        switch self {
        case .text: "text"
        case .reasoning: "reasoning"
        case .refusal: "refusal"
        default: "tool call"
        }
    }
}
