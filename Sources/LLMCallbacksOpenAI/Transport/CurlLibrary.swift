// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// libcurl as a whole: initialised once in the process, and never cleaned up.
enum CurlLibrary {
    /// Initialises libcurl the first time. https://curl.se/libcurl/c/curl_global_init.html
    static func initialise() throws(CurlError) {
        guard result == CURLE_OK else { throw CurlError(code: result, while: "initialising libcurl") }
    }

    /// A global's initialiser runs once, whichever thread comes first.
    private static let result = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// Whether the certificates that libcurl trusts by default are one file, and that file is there.
    static let hasCertificateFile: Bool = {
        guard let easy = try? CurlEasy() else { return false }
        defer { easy.cleanUp() }
        guard let file = ccurl_easy_certificate_file(easy.handle) else { return false }
        return access(file, R_OK) == 0
    }()
}
