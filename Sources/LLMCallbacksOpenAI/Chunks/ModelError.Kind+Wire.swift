// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension ModelError.Kind {
    /// The kind that the status of an HTTP answer stands for.
    init(httpStatus status: Int) {
        switch status {
        case 401: self = .authentication
        case 403: self = .permission
        case 404: self = .notFound
        case 408, 504: self = .timeout
        case 413: self = .tooLarge
        case 429: self = .rateLimited
        case 400..<500: self = .invalidRequest
        case 500..<600: self = .server
        default: self = .invalidResponse
        }
    }

    /// The kind that a server's word stands for, however it is spelled: `rate_limit_error`, `RateLimitError`.
    init?(word: String) {
        var letters = word.utf8.filter { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        for index in letters.indices { letters[index] |= 0x20 }
        var name = String(decoding: letters, as: UTF8.self)
        if name.hasSuffix("error"), name.utf8.count > 5 { name.removeLast(5) }
        guard let kind = Self.kinds[name] else { return nil }
        self = kind
    }

    private static let kinds: [String: Self] = [
        "authentication": .authentication, "invalidapikey": .authentication, "unauthorized": .authentication,
        "unauthenticated": .authentication,
        "permission": .permission, "permissiondenied": .permission, "forbidden": .permission,
        "notfound": .notFound, "modelnotfound": .notFound,
        "ratelimit": .rateLimited, "ratelimitexceeded": .rateLimited, "insufficientquota": .rateLimited,
        "tokens": .rateLimited, "requests": .rateLimited, "resourceexhausted": .rateLimited,
        "toomanyrequests": .rateLimited,
        "server": .server, "api": .server, "internal": .server, "internalserver": .server, "overloaded": .server,
        "serviceunavailable": .server, "unavailable": .server, "engineoverloaded": .server, "badgateway": .server,
        "invalidrequest": .invalidRequest, "badrequest": .invalidRequest, "invalidargument": .invalidRequest,
        "contextlengthexceeded": .invalidRequest, "unprocessableentity": .invalidRequest,
        "invalidprompt": .invalidRequest, "failedprecondition": .invalidRequest,
        "contentfilter": .contentFilter, "contentpolicyviolation": .contentFilter,
        "responsibleaipolicyviolation": .contentFilter,
        "timeout": .timeout, "requesttimeout": .timeout, "gatewaytimeout": .timeout, "deadlineexceeded": .timeout,
    ]
}
