// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Browser {
    /// Opens a page that is a text, and waits until it is loaded.
    func open(_ page: String, width: Int = 1200, height: Int = 900, isDark: Bool = false, runsScript: Bool = true)
        throws
    {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID().uuidString).html")
        try page.write(to: file, atomically: true, encoding: .utf8)
        try call("Emulation.setScriptExecutionDisabled", ["value": !runsScript])
        try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false]
        )
        let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
        try call("Emulation.setEmulatedMedia", ["features": [scheme]])
        forgetEvents()
        try call("Page.navigate", ["url": file.absoluteString])
        try wait(for: "Page.loadEventFired")
        if runsScript { try settle() }
        try FileManager.default.removeItem(at: file)
    }

    /// The value of an expression of JavaScript.
    func value(of expression: String) throws -> Any? {
        let parameters: [String: Any] = ["expression": expression, "returnByValue": true, "awaitPromise": true]
        let answer = try call("Runtime.evaluate", parameters)
        if let fault = answer["exceptionDetails"] { throw Fault(description: "\(expression): \(fault)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// The text that an expression has for value.
    func text(of expression: String) throws -> String { try value(of: expression).map { "\($0)" } ?? "" }

    /// Waits until what is to be drawn is drawn.
    func settle() throws {
        _ = try value(of: "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
    }

    /// Presses a key.
    func press(_ key: String) throws {
        var parameters: [String: Any] = ["type": "keyDown", "key": key]
        if key.count == 1 { parameters["text"] = key }
        try call("Input.dispatchKeyEvent", parameters)
        try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
        try settle()
    }

    /// Presses the mouse at one point, moves it to another, and lets go.
    func drag(from: (x: Double, y: Double), to: (x: Double, y: Double)) throws {
        try mouse("mouseMoved", from)
        try mouse("mousePressed", from)
        try mouse("mouseMoved", ((from.x + to.x) / 2, to.y))
        try mouse("mouseMoved", to)
        try mouse("mouseReleased", to)
        try settle()
    }

    /// Moves the mouse.
    func point(at place: (x: Double, y: Double)) throws {
        try mouse("mouseMoved", place)
        try settle()
    }

    private func mouse(_ type: String, _ place: (x: Double, y: Double)) throws {
        let button = type == "mouseMoved" ? "none" : "left"
        let held = type == "mouseReleased" ? 0 : 1
        let parameters: [String: Any] = [
            "type": type, "x": place.x, "y": place.y, "button": button, "buttons": held, "clickCount": 1,
        ]
        try call("Input.dispatchMouseEvent", parameters)
    }

    /// The rectangle of an element in the window.
    func frame(of selector: String) throws -> (x: Double, y: Double, width: Double, height: Double) {
        let expression = """
            (b => [b.x, b.y, b.width, b.height])(document.querySelector('\(selector)').getBoundingClientRect())
            """
        let numbers = (try value(of: expression) as? [NSNumber] ?? []).map(\.doubleValue)
        guard numbers.count == 4 else { throw Fault(description: "there is no \(selector)") }
        return (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    /// The page as it stands, as HTML.
    func document() throws -> String {
        let root = try call("DOM.getDocument")["root"] as? [String: Any]
        return try call("DOM.getOuterHTML", ["nodeId": root?["nodeId"] ?? 0])["outerHTML"] as? String ?? ""
    }

    /// A picture of the window, as PNG.
    func picture() throws -> Data {
        let answer = try call("Page.captureScreenshot", ["format": "png"])
        return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
    }

    /// What the page said, or was kept from doing: errors, warnings and violations of its policy.
    var complaints: [String] {
        events.compactMap { event in
            switch event.name {
            case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled": "\(event.details)"
            default: nil
            }
        }
    }

    /// The addresses that the page asked for, itself included.
    var requests: [String] {
        events.filter { $0.name == "Network.requestWillBeSent" }.compactMap { event in
            (event.details["request"] as? [String: Any])?["url"] as? String
        }
    }
}
