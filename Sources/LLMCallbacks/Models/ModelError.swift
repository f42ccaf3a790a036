// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What went wrong with a model, in terms that a program can act on.
///
/// Models throw it for the faults they understand. Any other error that a model throws reaches handlers and callers as
/// it is; where a kind is needed all the same (JSON Lines, transcripts), such an error counts as ``Kind/model``.
public struct ModelError: Error, Sendable {
    /// What kind of fault this is.
    public var kind: Kind
    /// One readable sentence. Holds no secret.
    public var message: String
    /// The status of the HTTP answer, if there was one.
    public var status: Int?
    /// The server's name for the request, to quote to its operator.
    public var requestID: String?
    /// The error beneath, if any.
    public var underlying: (any Error)?

    /// Creates an error.
    public init(
        _ kind: Kind,
        _ message: String,
        status: Int? = nil,
        requestID: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.message = message
        self.status = status
        self.requestID = requestID
        self.underlying = underlying
    }

    /// The kinds of fault. Open: kinds can be added. The raw values are those of `error.kind` in JSON Lines.
    public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let rawValue: String
        /// Names a kind.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The name of the kind.
        public var description: String { rawValue }

        /// The key is missing or wrong (401).
        public static let authentication = Kind(rawValue: "authentication")
        /// The key may not do this (403).
        public static let permission = Kind(rawValue: "permission")
        /// No such model or address (404).
        public static let notFound = Kind(rawValue: "notFound")
        /// The server refused the request as it stands (400, 422 and other 4xx).
        public static let invalidRequest = Kind(rawValue: "invalidRequest")
        /// Too many requests, or the quota is used up (429).
        public static let rateLimited = Kind(rawValue: "rateLimited")
        /// The server failed (5xx).
        public static let server = Kind(rawValue: "server")
        /// No connection, or it broke before an answer began.
        public static let connection = Kind(rawValue: "connection")
        /// A limit of time passed.
        public static let timeout = Kind(rawValue: "timeout")
        /// The stream stopped before its end.
        public static let truncated = Kind(rawValue: "truncated")
        /// Bytes that are no valid answer, such as HTML.
        public static let invalidResponse = Kind(rawValue: "invalidResponse")
        /// A limit of size was passed.
        public static let tooLarge = Kind(rawValue: "tooLarge")
        /// A filter stopped the answer.
        public static let contentFilter = Kind(rawValue: "contentFilter")
        /// Any other error that the model reported.
        public static let model = Kind(rawValue: "model")
    }
}

extension ModelError {
    /// Whether the request was refused: then the model was not asked. After a lost connection or a failing server nobody can
    /// tell here whether it was.
    var isRefusal: Bool {
        switch kind {
        case .authentication, .permission, .notFound, .invalidRequest, .rateLimited: true
        default: false
        }
    }
}

extension ModelError: CustomStringConvertible {
    /// The kind, the status if there is one, and the message, on one line.
    public var description: String {
        let status = status.map { " (HTTP \($0))" } ?? ""
        let request = requestID.map { " [request \($0)]" } ?? ""
        return "\(kind)\(status): \(message)\(request)"
    }
}

extension ModelError {
    /// The error itself if it is a `ModelError`, else one of kind ``Kind/model`` around it.
    public init(wrapping error: any Error) {
        self = error as? ModelError ?? ModelError(.model, "\(error)", underlying: error)
    }
}
