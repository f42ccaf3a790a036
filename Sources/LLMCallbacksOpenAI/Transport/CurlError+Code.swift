// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

extension CurlError {
    /// Creates an error from libcurl's result.
    ///
    /// - Parameters:
    ///   - code: The result, not `CURLE_OK`.
    ///   - detail: What libcurl wrote about it; where that is empty, its text for the code is taken.
    ///   - activity: What was being done.
    ///   - hasHead: Whether the head of the answer was complete: what breaks after it is truncated.
    init(code: CURLcode, detail: String = "", while activity: String, hasHead: Bool = false) {
        self.code = code.rawValue
        self.kind = Kind(code, hasHead: hasHead)
        self.message = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        self.activity = activity
    }

    /// Creates an error from a result of libcurl's multi interface.
    init(multi code: CURLMcode, while activity: String) {
        self.init(.resources, String(cString: curl_multi_strerror(code)), while: activity)
    }

    /// Creates an error for a limit of time that the transport keeps.
    init(passed limit: Limit, while activity: String) {
        self.init(.timeout(limit), limit.message, while: activity, code: CURLE_OPERATION_TIMEDOUT)
    }
}

extension CurlError.Kind {
    /// The kind for a code. A connection that breaks is ``truncated`` only after the head of an answer.
    init(_ code: CURLcode, hasHead: Bool) {
        switch code {
        case CURLE_URL_MALFORMAT: self = .invalidURL
        case CURLE_OPERATION_TIMEDOUT: self = .timeout(.connect)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING,
            CURLE_INTERFACE_FAILED, CURLE_PROXY:
            self = .connection
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_HTTP3:
            self = hasHead ? .truncated : .connection
        // 1 is an answer of HTTP/0.9 here: the request's own scheme has been checked.
        // A body that cannot be written is one that cannot be decompressed: our callbacks say why they refuse one.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR:
            self = .invalidResponse
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: self = .resources
        case _ where Self.tlsCodes.contains(code.rawValue): self = .tls
        default: self = .other
        }
    }

    private static let tlsCodes: Set<UInt32> = Set(
        [
            CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
        ].map(\.rawValue)
    )
}

extension CurlError.Limit {
    fileprivate var message: String {
        switch self {
        case .connect: "no connection within the limit"
        case .firstToken: "no token of an answer within the limit"
        case .idle: "the answer stopped: no byte within the limit"
        case .event: "the answer stopped: no event within the limit"
        case .total: "the answer did not end within the limit"
        }
    }
}
