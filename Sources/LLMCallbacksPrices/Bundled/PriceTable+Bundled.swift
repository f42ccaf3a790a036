// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension PriceTable {
    /// The table that comes with this library: the models of the providers that serve their own, and Groq's, as
    /// genai-prices (MIT) has them. Read at the first use, once a process; its ``date`` says how old it is.
    public static let bundled: PriceTable = {
        let text = BundledPrices.json.withUTF8Buffer { Array($0) }
        // A test reads it, too: what is compiled in is a valid table.
        return (try? PriceTable(json: text)) ?? PriceTable(date: nil, source: nil, entries: [])
    }()
}
