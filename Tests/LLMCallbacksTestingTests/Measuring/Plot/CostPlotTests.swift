// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite(.timeLimit(.minutes(5))) struct CostPlotTests {
    @Test func `a plot is well-formed and has a line and a label for each contender`() async throws {
        let costs = try await CostTable.measure(consumers: [0, 1, 64], turns: 1, tokens: 64)
        let elements = try Elements(of: costs.svg)
        #expect(elements.names["svg"] == 1)
        #expect(elements.classes.filter { $0.hasPrefix("line ") }.count == costs.rows.count)
        #expect(elements.names["circle"] == 3 * costs.rows.count)
        for row in costs.rows { #expect(elements.texts.contains(row.name)) }
    }

    @Test func `names may hold what XML reserves`() async throws {
        var costs = try await CostTable.measure([.floor, .inline], consumers: [1], turns: 1, tokens: 64)
        costs.rows[1].name = "<a & b>"
        #expect(try Elements(of: costs.svg).texts.contains("<a & b>"))
    }

    @Test func `a table with nothing in it, or with one number of consumers, is drawn too`() async throws {
        let machine = Machine.current
        for rows in [[], [CostTable.Row(name: "floor", cells: [])]] {
            #expect(try Elements(of: CostTable(machine: machine, rows: rows).svg).names["svg"] == 1)
        }
        let alone = try await CostTable.measure([.floor], consumers: [0], turns: 1, tokens: 64)
        #expect(["nan ", "nan\"", "inf"].allSatisfy { !alone.svg.contains($0) })
    }
}

/// The elements of a document.
private final class Elements: NSObject, XMLParserDelegate {
    private(set) var names: [String: Int] = [:]
    private(set) var classes: [String] = []
    private(set) var texts: [String] = []
    private var text = ""

    init(of document: String) throws {
        super.init()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        names[name, default: 0] += 1
        if let style = attributes["class"] { classes.append(style) }
        text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters more: String) { text += more }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        texts.append(text)
    }
}
