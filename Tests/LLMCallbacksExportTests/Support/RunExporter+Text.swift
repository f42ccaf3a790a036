// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksExport

extension RunExporter {
    /// All that an exporter writes of some runs.
    func text(_ runs: ExportedRun...) throws -> String {
        var exporter = self
        let box = ByteBox()
        var output = ExportOutput { box.bytes += $0 }
        for run in runs { try exporter.write(run, to: &output) }
        try exporter.finish(to: &output)
        return String(decoding: box.bytes, as: UTF8.self)
    }
}

private final class ByteBox {
    var bytes: [UInt8] = []
}
