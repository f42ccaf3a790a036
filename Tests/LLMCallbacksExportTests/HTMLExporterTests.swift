// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import Testing

@testable import LLMCallbacksExport

@Suite struct HTMLExporterTests {
    @Test func `hostile text leaves no tag, no attribute and no control character behind`() throws {
        let page = try HTMLExporter().text(HostileText.run)
        // Two scripts are ours: the data of the run, and the code.
        #expect(page.components(separatedBy: "<script").count == 3)
        #expect(page.components(separatedBy: "</script").count == 3)
        for text in ["<img", "<iframe", "<svg onload", "onmouseover=\"", "onerror=\"", "<!--", "style></"] {
            #expect(!page.contains(text), "\(text)")
        }
        let acting = page.unicodeScalars.filter { scalar in
            scalar != "\n" && scalar.properties.generalCategory == .control
                || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
        #expect(acting.isEmpty)
    }

    @Test func `text is escaped, and nothing of it is lost`() {
        #expect(HTMLText.content("a<b & \"c\" 'd'") == "a&lt;b &amp; &quot;c&quot; &#39;d&#39;")
        #expect(HTMLText.content("a\0\u{7F}\u{85}") == "a<b>^@</b><b>^?</b><b>&lt;U+0085&gt;</b>")
        #expect(HTMLText.content("a\r\nb\rc\r") == "a\nb<b>^M</b>c<b>^M</b>")
        #expect(HTMLText.content("żółć 日本 👩‍👩‍👧") == "żółć 日本 👩‍👩‍👧")
        #expect(HTMLText.plain("<\0>") == "&lt;^@&gt;")
    }

    @Test func `the policy allows the page's own code and nothing else`() throws {
        let page = try HTMLExporter().text(ExampleRun.long(3))
        let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(!policy.contains("unsafe"))
        #expect(!page.contains(" style=\"") && page.firstMatch(of: /\ on[a-z]+="/) == nil)
    }

    @Test func `the code of the page has fewer than 100 KB`() {
        #expect(PageCode.style.utf8.count + PageCode.script.utf8.count < 100_000)
    }

    @Test func `an end that no one reported, an error and empty runs make a page`() throws {
        let empty = ExampleRun([]).exported
        #expect(try HTMLExporter().text(empty).contains("interrupted"))
        var failed = ExampleRun()
        failed.fail(ModelError(.server, "on fire", status: 500, requestID: "r1"))
        let page = try HTMLExporter().text(failed.exported)
        #expect(page.contains("<b>server (HTTP 500)</b> on fire\nrequest r1"))
        #expect(try HTMLExporter().text().hasSuffix("</html>\n"))
    }

    @Test func `gaps of every size have a place in the histogram`() throws {
        var run = ExampleRun()
        for gap in [0, 1, 9, 10, 99, 1_000, 999_999, 1_000_000, 5_000_000_000, 80_000_000_000] as [Int64] {
            run.say("x", after: .microseconds(gap))
        }
        let chart = GapChart(StreamTiming(run.events)).html
        let counts = chart.matches(of: /: (\d+)<\/title>/).compactMap { Int($0.1) }
        #expect(counts.reduce(0, +) == 9)
    }
}
