// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksExport
import Testing

/// The page in a real browser. Without one these tests are passed over, but where `REQUIRE_CHROMIUM` is set, as in CI.
@Suite(
    .serialized,
    .timeLimit(.minutes(5)),
    .enabled(if: Browser.program != nil || ProcessInfo.processInfo.environment["REQUIRE_CHROMIUM"] != nil)
)
struct HTMLPageTests {
    @Test(arguments: [10, 10_000], [false, true])
    func `the page draws every chunk, complains of nothing and asks for nothing`(count: Int, isDark: Bool) throws {
        let browser = try Browser()
        try browser.open(HTMLExporter().text(ExampleRun.long(count)), isDark: isDark)
        #expect(browser.complaints == [])
        #expect(browser.requests.count == 1)
        #expect(try browser.text(of: "document.documentElement.className") == "scripted")
        #expect(try browser.text(of: "document.querySelectorAll('.pieces span').length") == "\(count)")
        #expect(try browser.text(of: Self.coloursOnStrip) != "0")
        #expect(
            try browser.text(of: "getComputedStyle(document.body).backgroundColor")
                == (isDark ? "rgb(15, 18, 22)" : "rgb(251, 251, 250)")
        )
        try keep(browser.picture(), "page-\(count)-\(isDark ? "dark" : "light").png")
        try keep(
            Data(browser.text(of: "document.querySelector('.run').dataset.drawn").utf8),
            "page-\(count)-draw-ms.txt"
        )
    }

    @Test func `without script there are text, numbers and charts`() throws {
        let browser = try Browser()
        try browser.open(HTMLExporter().text(ExampleRun.long(10)), runsScript: false)
        let page = try browser.document()
        #expect(!page.contains("class=\"scripted\""))
        for text in [
            "Why is the sky blue?", "640 ms", ">scatters </span>", "Be brief.", "Gaps between chunks", "temperature",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        try keep(browser.picture(), "page-without-script.png")
    }

    @Test func `keys step, play, find and clear`() throws {
        let browser = try Browser()
        try browser.open(HTMLExporter().text(ExampleRun.long(50)))
        try browser.press("j")
        try browser.press("j")
        #expect(try browser.text(of: Self.cursor) == "1")
        try browser.press("k")
        #expect(try browser.text(of: Self.cursor) == "0")
        try browser.press("J")
        #expect(try browser.text(of: "document.querySelector('.at').textContent") != "")
        try browser.press("h")
        try keep(browser.picture(), "page-heat.png")
        #expect(try browser.text(of: "document.querySelector('.run').classList.contains('heat')") == "1")
        try browser.press("/")
        try browser.press("b")
        try browser.press("l")
        #expect(try browser.text(of: "document.querySelector('.find').value") == "bl")
        #expect(try browser.text(of: "CSS.highlights.get('found').size") != "0")
        try browser.press("Escape")
        try browser.press("Escape")
        #expect(try browser.text(of: Self.cursor) == "")
        try browser.press(" ")
        #expect(try browser.text(of: "document.querySelectorAll('.ahead').length") != "0")
        try browser.press(" ")
        #expect(try browser.text(of: "document.querySelectorAll('.ahead').length") == "0")
        #expect(browser.complaints == [])
    }

    @Test func `what is selected on the strip is selected in the text, and the reverse`() throws {
        let browser = try Browser()
        try browser.open(HTMLExporter().text(ExampleRun.long(50)))
        let strip = try browser.frame(of: "canvas")
        let middle = strip.y + strip.height / 2
        try browser.drag(from: (strip.x + 1, middle), to: (strip.x + strip.width - 1, middle))
        #expect(try browser.text(of: "document.querySelectorAll('.sel').length") == "50")
        try browser.press("Escape")
        let select = """
            (spans => { const range = document.createRange(); range.setStart(spans[2].firstChild, 0);
            range.setEnd(spans[5].firstChild, 1); getSelection().removeAllRanges(); getSelection().addRange(range);
            spans[5].dispatchEvent(new PointerEvent("pointerup", { bubbles: true })); })(document.querySelectorAll(".pieces span"))
            """
        _ = try browser.value(of: select)
        #expect(try browser.text(of: "document.querySelector('.run').dataset.selection") == "2-5")
        try browser.press("Escape")
        let word = try browser.frame(of: ".pieces span:nth-child(3)")
        try browser.point(at: (word.x + 4, word.y + word.height / 2))
        #expect(try browser.text(of: Self.cursor) == "2")
        #expect(try browser.text(of: "document.querySelector('.tip').textContent").hasPrefix("#3 ·"))
    }

    @Test func `hostile text is text`() throws {
        let browser = try Browser()
        try browser.open(HTMLExporter().text(HostileText.run))
        #expect(try browser.text(of: "typeof window.stolen") == "undefined")
        #expect(browser.requests.count == 1)
        #expect(browser.complaints == [])
        #expect(try browser.text(of: "document.querySelectorAll('img, iframe, a, form, svg svg script').length") == "0")
        #expect(try browser.text(of: "document.scripts.length") == "2")
        let shown = try browser.text(of: "document.querySelector('.pieces').textContent")
        for text in HostileText.shown { #expect(shown.contains(text), "\(text)") }
    }

    @Test func `several runs have an overview, and each its own strip`() throws {
        let browser = try Browser()
        var child = ExampleRun(
            [.user("the child")],
            id: RunID("0199f2c4-7a10-7c55-8e21-5b3d1f0a9c43")!,
            parent: ExampleRun.id
        )
        child.say("yes")
        child.end()
        try browser.open(HTMLExporter().text(ExampleRun.long(20), child.exported))
        #expect(try browser.text(of: "document.querySelectorAll('canvas').length") == "2")
        #expect(try browser.text(of: "document.querySelectorAll('.overview tr').length") == "2")
        #expect(browser.complaints == [])
        try keep(browser.picture(), "page-two-runs.png")
    }

    private static let cursor = "document.querySelector('.run').dataset.cursor ?? ''"

    /// How many pixels of the strip have the colours of lanes.
    private static let coloursOnStrip = """
        (canvas => { const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data; let count = 0;
        for (let i = 0; i < data.length; i += 4) if (Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], \
        data[i + 2]) > 60) count++; return count; })(document.querySelector("canvas"))
        """

    /// Keeps a picture for people to look at, where the variable PAGE_PICTURES names a folder.
    private func keep(_ data: Data, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["PAGE_PICTURES"] else { return }
        try data.write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
    }
}
