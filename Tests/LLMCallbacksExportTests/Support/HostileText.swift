// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport

/// A run in which everything that can be recorded tries to be more than text.
enum HostileText {
    private static let script = "</script><script>window.stolen = 1</script>"
    private static let image = "<img src=x onerror=\"window.stolen = 1\">"
    private static let attribute = "\" onmouseover=\"window.stolen = 1\" x=\""
    private static let pieces = [
        script, image, attribute, "</div></section><iframe src=//example.com>", "<!--", "]]>", "&lt;b&gt;", "a\0b",
        "\u{1B}[31mred", "\u{202E}desrever\u{202C}", "\u{2066}x\u{2069}", "one\r\ntwo\rthree", "</", "style>",
        "<svg onload=stolen=1>",
    ]

    /// What of it is to be seen on the page.
    static let shown = [
        script, image, attribute, "<!--", "&lt;b&gt;", "a^@b", "^[[31mred", "<U+202E>desrever<U+202C>",
        "one\ntwo^Mthree",
    ]

    static var run: ExportedRun {
        let all = pieces.joined()
        let message = ModelMessage(
            role: .init(rawValue: all),
            content: all,
            name: all,
            toolCalls: [ToolCall(name: all, arguments: all)]
        )
        var run = ExampleRun([message, .user(script + image)], tags: [script, attribute])
        for piece in pieces { run.say(piece) }
        run.add(.custom(CustomEvent(name: script, data: ["key": .string(all)])))
        run.add(.token(TokenDelta(all, lane: .toolCall(slot: 0), callID: script, callName: image)))
        run.fail(ModelError(.init(rawValue: script), all, requestID: image))
        var exported = run.exported
        exported.title = script + attribute
        exported.note = all
        exported.cost = image
        return exported
    }
}
