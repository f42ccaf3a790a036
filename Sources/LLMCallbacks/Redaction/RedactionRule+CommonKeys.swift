// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension RedactionRule {
    /// Keys and tokens of well-known services, by their shapes; keys in PEM (RFC 7468); bearer tokens (RFC 6750); JSON web tokens (RFC
    /// 7519); and passwords in URLs. They find what looks like one, and nothing else: for a secret that you know, add a
    /// ``literal(_:named:)``.
    public static let commonKeys: [RedactionRule] =
        [
            .key("sk-ant-", atLeast: 20, named: "Anthropic key"),
            .key("sk-", atLeast: 20, named: "OpenAI key"),
            .key("gsk_", .letters, atLeast: 32, named: "Groq key"),
            .key("xai-", .letters, atLeast: 32, named: "xAI key"),
            .key("hf_", .letters, atLeast: 30, named: "Hugging Face token"),
            .key("r8_", .letters, atLeast: 32, named: "Replicate token"),
            .key("AIza", atLeast: 35, named: "Google key"),
            .key("github_pat_", atLeast: 22, named: "GitHub token"),
            .key("glpat-", atLeast: 20, named: "GitLab token"),
            .key("npm_", .letters, atLeast: 36, named: "npm token"),
            .key("pypi-", atLeast: 50, named: "PyPI token"),
        ]
        + expressions.map { name, expression in
            // These are written here, and the tests read each.
            guard let rule = try? RedactionRule.expression(expression, named: name) else {
                preconditionFailure("\(name) is no expression")
            }
            return rule
        }

    private static let expressions = [
        ("GitHub token", #"\bgh[opsur]_[A-Za-z0-9]{36,}"#),
        ("AWS access key", #"\b(AKIA|ASIA)[A-Z0-9]{16,}"#),
        ("Slack token", #"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"#),
        ("Stripe key", #"\b[prs]k_(live|test)_[A-Za-z0-9]{16,}"#),
        ("SendGrid key", #"\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,}"#),
        ("JSON web token", #"\beyJ[A-Za-z0-9_-]{16,}(\.[A-Za-z0-9_-]+){0,4}"#),
        ("bearer token", #"\b[Bb]earer {1,4}[A-Za-z0-9._~+/=-]{16,}"#),
        ("password in a URL", #"://[^\s:/@"]{0,64}:[^\s/@"]{1,128}@"#),
        ("private key", #"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----"# + pemLines),
    ]

    /// Lines of base64, of a header, and the last; with their ends as they are or as a JSON string has them.
    private static let pemLines =
        #"((\r|\n|\\r|\\n){1,4}([A-Za-z0-9+/=]{0,80}|[A-Za-z-]{1,20}: [A-Za-z0-9,-]{1,60}|-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----))*"#
}
