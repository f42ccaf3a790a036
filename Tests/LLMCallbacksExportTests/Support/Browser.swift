// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A real browser without a window, steered through a pipe: https://chromedevtools.github.io/devtools-protocol/
///
/// Calls wait for their answers. A browser that hangs is killed after a while, so that its test fails.
final class Browser {
    /// What went wrong.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// The program, if one is installed. The variable `CHROMIUM` names another than those in the usual places.
    static let program: String? = {
        let named = ProcessInfo.processInfo.environment["CHROMIUM"].map { [$0] } ?? []
        let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        let mac = [
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ]
        return (named + usual + mac).first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private let profile: URL
    private let watchdog: DispatchWorkItem
    private var received = Data()
    private var lastID = 0
    private(set) var session: String?
    /// What the browser told without being asked, by the names of its events.
    private(set) var events: [(name: String, details: [String: Any])] = []

    init() throws {
        guard let program = Self.program else { throw Fault(description: "no Chromium: scripts/prepare chromium") }
        profile = FileManager.default.temporaryDirectory.appendingPathComponent("browser-\(UUID().uuidString)")
        // The pipe is at descriptors 3 and 4, which a shell can put there.
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let command = """
            exec "$0" --headless=new --no-sandbox --disable-gpu --no-first-run --disable-extensions \
            --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage \
            --user-data-dir="$1" --remote-debugging-pipe 3<&0 4>&1 >/dev/null 2>&1
            """
        process.arguments = ["-c", command, program, profile.path]
        process.standardInput = commands
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try process.run()
        let id = process.processIdentifier
        watchdog = DispatchWorkItem { kill(id, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 90, execute: watchdog)
        let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
        session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network", "DOM"] { try call("\(domain).enable") }
    }

    deinit {
        session = nil
        _ = try? call("Browser.close")
        process.waitUntilExit()
        watchdog.cancel()
        try? FileManager.default.removeItem(at: profile)
    }

    /// Sends a command and waits for its result.
    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        lastID += 1
        var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
        message["sessionId"] = session
        try commands.fileHandleForWriting.write(
            contentsOf: try JSONSerialization.data(withJSONObject: message) + [0]
        )
        while true {
            let answer = try next()
            guard answer["id"] as? Int == lastID else { continue }
            if let error = answer["error"] { throw Fault(description: "\(method): \(error)") }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    /// Waits until the browser tells of an event, or takes one that it told of.
    func wait(for name: String) throws {
        while !events.contains(where: { $0.name == name }) { _ = try next() }
    }

    func forgetEvents() { events = [] }

    private func next() throws -> [String: Any] {
        while true {
            if let end = received.firstIndex(of: 0) {
                let message = received[..<end]
                received = Data(received[(end + 1)...])
                let object = try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
                if let name = object["method"] as? String {
                    events.append((name, object["params"] as? [String: Any] ?? [:]))
                }
                return object
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Fault(description: "the browser has ended") }
            received += more
        }
    }
}
