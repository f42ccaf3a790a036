// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport

extension RunDifference {
    /// One object: both runs as `list --json` has them, with their gaps; and what differs in each part of the answer.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("schema", 1)
            json.object("a") { first.members(&$0) }
            json.object("b") { second.members(&$0) }
            json.member("sameText", hasSameText)
            json.member("sameTiming", hasSameTiming)
            json.array("lanes", lanes) { json, lane in
                json.object { json in
                    json.member("lane", lane.name)
                    json.member("same", lane.difference.isEmpty)
                    json.array("parts", lane.difference.parts) { json, part in
                        json.object { json in
                            json.member("is", part.kind.rawValue)
                            json.member("text", part.text)
                        }
                    }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}

extension RunDifference.Side {
    fileprivate func members(_ json: inout JSONWriter) {
        json.members(of: run)
        json.object("gaps") { json in
            for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("longest", 1)] {
                if let gap = timing.percentile(share) { json.member(name, gap) }
            }
            if let rate = timing.piecesPerSecond { json.member("chunksPerSecond", rate) }
        }
    }
}
