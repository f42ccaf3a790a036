// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How a request reaches its server.
struct HTTPConnectionOptions: Sendable, Hashable {
    /// Which proxy to go through.
    var proxy: Proxy = .environment
    /// A file of certificates (PEM) to trust in place of the system's.
    var certificateFile: String?

    /// Which proxy to go through.
    enum Proxy: Sendable, Hashable {
        /// What `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` say.
        case environment
        /// None, whatever the environment says.
        case none
        /// The proxy at this URL.
        case url(String)
    }
}
