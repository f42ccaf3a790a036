// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

struct CommonKeysTests {
    /// Made up, in parts, so that nobody's search for leaked keys finds them here.
    static let keys: [(name: String, key: String)] = [
        ("Anthropic key", "sk-ant-" + "api03-AbCdEfGhIjKlMnOpQrStUvWxYz"),
        ("OpenAI key", "sk-" + "proj-AbCdEfGhIjKlMnOpQrSt0123"),
        ("Groq key", "gsk_" + String(repeating: "aB3", count: 17)),
        ("xAI key", "xai-" + String(repeating: "aB3", count: 20)),
        ("Hugging Face token", "hf_" + String(repeating: "aB3", count: 12)),
        ("Replicate token", "r8_" + String(repeating: "aB3", count: 13)),
        ("Google key", "AIza" + String(repeating: "aB3_-", count: 7)),
        ("GitHub token", "github_pat_" + String(repeating: "aB3", count: 10)),
        ("GitHub token", "ghp_" + String(repeating: "aB3", count: 12)),
        ("GitLab token", "glpat-" + String(repeating: "aB3", count: 7)),
        ("npm token", "npm_" + String(repeating: "aB3", count: 12)),
        ("PyPI token", "pypi-" + String(repeating: "aB3", count: 20)),
        ("AWS access key", "AKIA" + "ABCDEFGH01234567"), ("Slack token", "xoxb-" + "1234567890-abcdef"),
        ("Stripe key", "sk_" + "live_" + String(repeating: "aB3", count: 8)),
        ("SendGrid key", "SG." + String(repeating: "aB3", count: 7) + "." + String(repeating: "aB3", count: 14)),
        ("JSON web token", "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.aB3-_aB3"),
        ("bearer token", "Bearer " + "aB3.aB3~aB3+aB3/aB3="),
        ("password in a URL", "://" + "user:pa55" + "@"),
        ("private key", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIB/+aB3==\naB3=\n-----END RSA PRIVATE KEY-----"),
        ("private key", "-----BEGIN " + #"PRIVATE KEY-----\nMIIB\naB3=\n-----END PRIVATE KEY-----"#),
    ]

    @Test(arguments: keys) func `a key is known by its shape, however it is cut`(name: String, key: String) {
        let text = "The key is (\(key)), keep it."
        let whole = Redaction(RedactionRule.commonKeys)
        #expect(whole.redacted(text) == "The key is ([redacted: \(name)]), keep it.")
        for cut in text.indices {
            var scanner = whole.scanner
            let parts = scanner.take(String(text[..<cut])) + scanner.take(String(text[cut...])) + scanner.finish()
            #expect(parts == whole.redacted(text), "cut before \(text[cut...])")
        }
    }

    @Test func `prose, code and addresses stay as they are`() {
        let texts = [
            "A task-force of sk-learners ask: is sk-3 a key? Bearer of good news, risk_live.",
            "https://example.com:8080/a?b=c@d#e",
            "let xai = hf_hub(ghp_: 1) // eyJ, AKIA, SG.1.2, npm_install", "-----BEGIN PUBLIC KEY-----\nabc\n",
        ]
        for text in texts { #expect(Redaction(RedactionRule.commonKeys).redacted(text) == text) }
    }
}
