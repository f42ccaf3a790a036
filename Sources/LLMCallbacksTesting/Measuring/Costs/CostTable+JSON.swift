// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension CostTable {
    /// The table as one JSON object, without a line feed. `JSONDecoder` reads it back.
    ///
    /// ```
    /// {"machine":{"processor":"...","cores":2,"system":"...","swift":"6.3.1","isOptimized":true,"load":0.5?},
    ///  "rows":[{"name":"floor","cells":[{"consumers":1,"tokens":4096,"turns":100,
    ///    "nanoseconds":{"least":2.1,"p10":2.2,"p50":2.3,"p90":2.6,"p99":3.1,"greatest":4.2},
    ///    "ratio":{"least":1,...}?,"leastRatio":1?}]}]}
    /// ```
    public var json: String {
        var json = JSONWriter()
        json.object { json in
            json.object("machine") { machine.write(to: &$0) }
            json.array("rows", rows) { json, row in
                json.object { json in
                    json.member("name", row.name)
                    json.array("cells", row.cells) { json, cell in json.object { cell.write(to: &$0) } }
                }
            }
        }
        return json.text
    }
}

extension Machine {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("processor", processor)
        json.member("cores", cores)
        json.member("system", system)
        json.member("swift", swift)
        json.member("isOptimized", isOptimized)
        if let load { json.member("load", load) }
    }
}

extension CostTable.Cell {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("consumers", consumers)
        json.member("tokens", tokens)
        json.member("turns", turns)
        json.object("nanoseconds") { nanoseconds.write(to: &$0) }
        if let ratio { json.object("ratio") { ratio.write(to: &$0) } }
        if let leastRatio { json.member("leastRatio", leastRatio) }
    }
}

extension Percentiles {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("least", least)
        json.member("p10", p10)
        json.member("p50", p50)
        json.member("p90", p90)
        json.member("p99", p99)
        json.member("greatest", greatest)
    }
}
