// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How to talk to a server: what all models of this module have in common.
public struct HTTPOptions: Sendable, Hashable {
    /// How long the stages of a request may take.
    public var timeouts: Timeouts
    /// When a failed request is made again.
    public var retries: RetryPolicy
    /// How large an answer may be.
    public var limits: AnswerLimits
    /// Which proxy to go through.
    public var proxy: Proxy
    /// A file of certificates (PEM) to trust in place of the system's. Without one, the file that `SSL_CERT_FILE` names in the
    /// environment is taken if it names one.
    public var certificateFile: String?
    /// Which version of HTTP to speak.
    public var version: Version

    /// Creates options.
    public init(
        timeouts: Timeouts = Timeouts(),
        retries: RetryPolicy = RetryPolicy(),
        limits: AnswerLimits = AnswerLimits(),
        proxy: Proxy = .environment,
        certificateFile: String? = nil,
        version: Version = .http1
    ) {
        self.timeouts = timeouts
        self.retries = retries
        self.limits = limits
        self.proxy = proxy
        self.certificateFile = certificateFile
        self.version = version
    }

    /// Which proxy to go through.
    @nonexhaustive
    public enum Proxy: Sendable, Hashable {
        /// What `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` say.
        case environment
        /// None, whatever the environment says.
        case none
        /// The proxy at this URL. Its scheme is `http`, `https`, `socks4`, `socks4a`, `socks5` or `socks5h`; it may hold a
        /// user and a password.
        case url(String)
    }

    /// Which version of HTTP to speak.
    @nonexhaustive
    public enum Version: Sendable, Hashable {
        /// HTTP/1.1: a connection for each stream, used again after its end.
        case http1
        /// HTTP/2 where the server has it, and many streams share a connection; HTTP/1.1 elsewhere. A run that is cancelled ends
        /// at once all the same, but some versions of libcurl (7.88.1 is one) do not tell the server as long as other streams
        /// use the connection: it goes on generating.
        case http2
    }
}
