// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The value of `OLLAMA_HOST`: scheme, host, port and path, any of which may be missing.
///
/// `example.com`, `:8080`, `https://example.com/ollama`, `[::1]:11434`. Without a scheme the port is 11434; with one it is the
/// scheme's own. The server's `0.0.0.0`, at which nobody can be asked, is this machine.
/// https://github.com/ollama/ollama/blob/main/envconfig/config.go
struct OllamaHost {
    private let scheme: String
    private let host: String
    private let port: String
    private let path: String

    /// Reads a value.
    init(_ value: String) {
        var rest = value.trimming { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        var defaultPort = "11434"
        if let range = rest.firstRange(of: "://") {
            scheme = rest[..<range.lowerBound].lowercased()
            rest = rest[range.upperBound...]
            defaultPort = scheme == "https" ? "443" : "80"
        } else if rest.prefix(while: { $0 != "/" }) == "ollama.com" {
            (scheme, defaultPort) = ("https", "443")
        } else {
            scheme = "http"
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        path = String(rest.dropFirst(authority.count))
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        let colons = authority[end...].filter { $0 == ":" }.count
        // Several colons outside of brackets are an address of version 6 without a port.
        let colon = colons == 1 ? authority[end...].firstIndex(of: ":") : nil
        let number = colon.flatMap { UInt16(authority[authority.index(after: $0)...]) }
        port = number.map(String.init) ?? defaultPort
        var host = String(colon.map { authority[..<$0] } ?? authority)
        if colons > 1 { host = "[\(host)]" }
        self.host = ["", "0.0.0.0"].contains(host) ? "127.0.0.1" : host == "[::]" ? "[::1]" : host
    }

    /// The address to ask at.
    var url: String { "\(scheme)://\(host):\(port)\(path)" }
}

extension String {
    /// Returns the text without such characters at its ends.
    fileprivate func trimming(_ isCut: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let first = text.first, isCut(first) { text.removeFirst() }
        while let last = text.last, isCut(last) { text.removeLast() }
        return text
    }
}
