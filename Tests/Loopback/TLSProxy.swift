// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A real TLS server that speaks HTTP/2 and HTTP/1.1, in front of a ``LoopbackServer``: nghttpx, Debian's `nghttp2-proxy`.
/// Its certificate is made for it, and so is the authority that signed it. https://nghttp2.org/documentation/nghttpx.1.html
package final class TLSProxy {
    /// Whether the programs are there. In CI they have to be: a test that needs them must not be left out there in silence.
    package static let isInstalled =
        ProcessInfo.processInfo.environment["CI"] != nil || (Program("nghttpx") != nil && Program("openssl") != nil)

    /// The address, without a path.
    package let url: String
    /// The authority's certificate, as a file.
    package let certificateFile: String
    private let folder: URL
    private let process: Process

    /// What the client of one request had.
    package struct Access: Hashable {
        /// The protocol that was agreed on: `h2` or `http/1.1`.
        package var version: Substring
        /// Its port, and so its connection.
        package var port: Substring
    }

    /// Starts the program, and waits until it listens.
    ///
    /// - Parameters:
    ///   - server: Where the requests go.
    ///   - name: Whom the certificate is for, in OpenSSL's words.
    package init(before server: LoopbackServer, certifiedFor name: String = "IP:127.0.0.1") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let certificates = try TestCertificates(in: folder, name: name)
        certificateFile = certificates.authority
        (process, url) = try Self.start(certificates, before: server, log: folder.appendingPathComponent("access").path)
    }

    /// One entry for each request that has been answered.
    package var accesses: [Access] {
        let log = (try? String(contentsOf: folder.appendingPathComponent("access"), encoding: .utf8)) ?? ""
        return log.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return Access(version: words[0], port: words[1])
        }
    }

    /// Ends the program and removes what was made for it.
    package func stop() {
        // Killed: a signal that asks may be blocked in a child of a dispatch thread. Its worker ends with it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The program takes no port of the system's choice. One that was free a moment ago may be taken: then another is tried.
    private static func start(
        _ certificates: TestCertificates,
        before server: LoopbackServer,
        log: String
    ) throws -> (Process, String) {
        for _ in 0..<5 {
            let (descriptor, port) = try LoopbackSocket.reserve()
            LoopbackSocket.close(descriptor)
            let arguments = [
                "--conf=/dev/null", "-f127.0.0.1,\(port)", "-b127.0.0.1,\(server.port)", "--no-ocsp", "--workers=1",
                "--log-level=NOTICE", "--accesslog-file=\(log)", "--accesslog-format=$alpn $remote_port",
                certificates.key, certificates.certificate,
            ]
            let program = try Program.named("nghttpx")
            let messages = Pipe()
            let process = try program.start(arguments, messages: messages)
            if hasLine("Listening on", messages.fileHandleForReading) { return (process, "https://127.0.0.1:\(port)") }
            process.waitUntilExit()
        }
        throw Program.Failure(name: "nghttpx")
    }

    private static func hasLine(_ text: String, _ messages: FileHandle) -> Bool {
        var said = ""
        while !said.contains(text) {
            let data = messages.availableData
            if data.isEmpty { return false }
            said += String(decoding: data, as: UTF8.self)
        }
        // What it says from now on is nobody's concern, and must not fill the pipe.
        messages.readabilityHandler = { _ = $0.availableData }
        return true
    }
}
