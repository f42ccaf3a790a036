// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents

extension EventStreamCase {
    static let all = lines + marks + fields + data + text

    private static let lines = [
        EventStreamCase("lines end with LF", "data: a\n\ndata: b\n\n", data: "a", "b"),
        EventStreamCase("lines end with CR", "data: a\r\rdata: b\r\r", data: "a", "b"),
        EventStreamCase("lines end with CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", data: "a", "b"),
        EventStreamCase("line ends are mixed", "data: a\ndata: b\rdata: c\r\n\ndata: d\r\r\n", data: "a\nb\nc", "d"),
        EventStreamCase("CR LF is one line end", "data: a\r\ndata: b\r\n\r\n", data: "a\nb"),
        EventStreamCase("LF CR is two line ends", "data: a\n\rdata: b\n\r", data: "a", "b"),
        EventStreamCase("CR ends a line at once", "data: a\r\r", data: "a"),
        EventStreamCase("many empty lines", "\n\r\n\rdata: a\n\n\n\n\r\n\r\ndata: b\n\n\n", data: "a", "b"),
        EventStreamCase("an unterminated event is dropped", "data: a\n\ndata: b\n", data: "a"),
        EventStreamCase("an unterminated line is dropped", "data: a\n\ndata: b", data: "a"),
        EventStreamCase("nothing", "", []),
        EventStreamCase(
            "other Unicode line ends are text",
            "data: a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f\n\n",
            data: "a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f"
        ),
    ]

    private static let marks = [
        EventStreamCase("one byte order mark is dropped", "\u{FEFF}data: a\n\n", data: "a"),
        EventStreamCase("a second byte order mark is text", "\u{FEFF}\u{FEFF}data: a\n\ndata: b\n\n", data: "b"),
        EventStreamCase("a later byte order mark is text", "data: a\n\n\u{FEFF}data: b\n\n", [.init(data: "a")]),
        EventStreamCase("a byte order mark in data", "data: \u{FEFF}a\n\n", data: "\u{FEFF}a"),
        EventStreamCase("half a byte order mark", [0xEF, 0xBB] + "data: a\n\ndata: b\n\n".utf8, [.init(data: "b")]),
        EventStreamCase("a third of a mark, and a line end", [0xEF] + "\ndata: a\n\n".utf8, [.init(data: "a")]),
        EventStreamCase("only a byte order mark", "\u{FEFF}", []),
    ]

    private static let fields = [
        EventStreamCase("a comment", ": hello\ndata: a\n:\n: \n\n", data: "a"),
        EventStreamCase("a comment like a field", ":data: b\n:data: c\n\ndata: a\n\n", data: "a"),
        EventStreamCase("long comments", ":\(String(repeating: "x", count: 2_048))\ndata: a\n\n", data: "a"),
        EventStreamCase("unknown fields", "date: x\ndataset: y\ndat: z\nx\nid2: 3\ndata: a\n\n", data: "a"),
        EventStreamCase("case counts", "DATA: x\nData: y\nEvent: z\ndata: a\n\n", data: "a"),
        EventStreamCase("a space before the name", " data: x\n\ndata: a\n\n", data: "a"),
        EventStreamCase("a space before the colon", "data : x\n\ndata: a\n\n", data: "a"),
        EventStreamCase("a name with NUL", "data\0: x\n\ndata: a\n\n", data: "a"),
        EventStreamCase(
            "events have names",
            "event: add\ndata: a\n\ndata: b\n\nevent: add\nevent: remove\ndata: c\n\n",
            [.init(name: "add", data: "a"), .init(data: "b"), .init(name: "remove", data: "c")]
        ),
        EventStreamCase(
            "an empty name is none",
            "event: add\nevent:\ndata: a\n\nevent\ndata: b\n\n",
            [.init(data: "a"), .init(data: "b")]
        ),
        EventStreamCase("a name without data is forgotten", "event: add\n\ndata: a\n\n", data: "a"),
        EventStreamCase(
            "a name after the data",
            "data: a\nevent: add\n\n",
            [.init(name: "add", data: "a")]
        ),
        EventStreamCase(
            "an ID persists",
            "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
            [.init(data: "a", id: "1"), .init(data: "b", id: "1"), .init(data: "c")]
        ),
        EventStreamCase("an ID is no event", "id: 7\n\ndata: a\n\n", [.init(data: "a", id: "7")]),
        EventStreamCase(
            "an ID with NUL is ignored",
            "id: 1\nid: 2\03\ndata: a\n\n",
            [.init(data: "a", id: "1")]
        ),
        EventStreamCase(
            "a retry of digits",
            "retry: 1500\ndata: a\n\ndata: b\n\n",
            [.init(data: "a", retry: .milliseconds(1_500)), .init(data: "b")]
        ),
        EventStreamCase(
            "a bogus retry is ignored",
            "retry: 10\nretry: 1x\nretry: -1\nretry: +1\nretry:\nretry\nretry: 99999999999999999999\ndata: a\n\n",
            [.init(data: "a", retry: .milliseconds(10))]
        ),
        EventStreamCase(
            "an event named error",
            "event: error\ndata: {\"error\":\"overloaded\"}\n\n",
            [.init(name: "error", data: "{\"error\":\"overloaded\"}")]
        ),
    ]

    private static let data = [
        EventStreamCase("several data lines", "data: a\ndata: b\ndata: c\n\n", data: "a\nb\nc"),
        EventStreamCase("empty lines of data", "data: a\ndata\ndata:\ndata: b\n\n", data: "a\n\n\nb"),
        EventStreamCase("data without a colon", "data\n\ndata\ndata\n\n", data: "", "\n"),
        EventStreamCase("data without a value", "data:\n\ndata:\ndata:\n\ndata: \n\n", data: "", "\n", ""),
        EventStreamCase(
            "one leading space goes",
            "data:a\n\ndata: b\n\ndata:  c \n\ndata:\td\n\n",
            data: "a",
            "b",
            " c ",
            "\td"
        ),
        EventStreamCase("colons in data", "data: a:b: c\n\ndata:::\n\n", data: "a:b: c", "::"),
        EventStreamCase("NUL in data", "data: a\0b\n\n", data: "a\0b"),
        EventStreamCase(
            "data around other fields",
            "data: a\nid: 1\ndata: b\nx: y\n\n",
            [
                .init(data: "a\nb", id: "1")
            ]
        ),
        EventStreamCase("bytes after the last chunk", "data: [DONE]\n\ndata: {}\n\n", data: "[DONE]", "{}"),
    ]

    private static let text = [
        EventStreamCase("characters of every length", "data: aé水💧e\u{301}\n\n", data: "aé水💧e\u{301}"),
        EventStreamCase(
            "invalid bytes are replaced",
            Array("data: a".utf8) + [0xFF, 0xC3, 0x28, 0xF0, 0x9F, 0x92] + Array("b\n\n".utf8),
            [.init(data: "a\u{FFFD}\u{FFFD}(\u{FFFD}b")]
        ),
        EventStreamCase(
            "invalid bytes in a name and an ID",
            Array("event: ".utf8) + [0xFE] + Array("\nid: ".utf8) + [0xC0] + Array("\ndata: a\n\n".utf8),
            [.init(name: "\u{FFFD}", data: "a", id: "\u{FFFD}")]
        ),
        EventStreamCase(
            "a character cut by a line end",
            Array("data: ".utf8) + [0xE6, 0xB0] + Array("\ndata: b\n\n".utf8),
            [.init(data: "\u{FFFD}\nb")]
        ),
    ]
}
