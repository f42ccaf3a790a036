// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// Why a transfer failed, or could not be begun.
struct CurlError: Error, Sendable, Hashable {
    /// libcurl's code, raw, so that unknown ones survive: https://curl.se/libcurl/c/libcurl-errors.html
    /// 0 where the fault was found on this side of libcurl.
    let code: UInt32
    /// What kind of fault this is, for programs.
    let kind: Kind
    /// One readable sentence. Holds no secret.
    let message: String
    /// What was being done: method and origin of the request, or a step of the transport. Holds no secret.
    let activity: String

    /// What kind of fault this is.
    enum Kind: Sendable, Hashable {
        /// The address is no valid http or https URL.
        case invalidURL
        /// A part of the request cannot be sent.
        case invalidRequest
        /// No connection, or it broke before an answer began.
        case connection
        /// The TLS handshake failed, or the certificate is not trusted.
        case tls
        /// A limit of time passed.
        case timeout(Limit)
        /// The answer broke off after its head.
        case truncated
        /// What came is no valid HTTP.
        case invalidResponse
        /// The head of the answer is too long.
        case tooLarge
        /// This machine ran out of something: threads, memory, files.
        case resources
        /// Anything else that libcurl reports.
        case other
    }

    /// Which limit of time passed.
    enum Limit: String, Sendable, Hashable {
        case connect, firstToken, idle, event, total
    }

    /// Creates an error that was found on this side of libcurl.
    init(_ kind: Kind, _ message: String, while activity: String = "checking a request", code: CURLcode = CURLE_OK) {
        self.init(code: code.rawValue, kind, message, while: activity)
    }

    /// Creates an error from its parts.
    init(code: UInt32, _ kind: Kind, _ message: String, while activity: String) {
        self.code = code
        self.kind = kind
        self.message = message
        self.activity = activity
    }
}

extension CurlError: CustomStringConvertible {
    /// Activity, message and code on one line.
    var description: String { code == 0 ? "\(activity): \(message)" : "\(activity): \(message) (curl \(code))" }
}
