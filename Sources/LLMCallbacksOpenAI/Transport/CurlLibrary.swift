// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// libcurl as a whole: initialised once in the process, and never cleaned up.
enum CurlLibrary {
    /// Initialises libcurl the first time. https://curl.se/libcurl/c/curl_global_init.html
    static func initialise() throws(CurlError) {
        guard result == CURLE_OK else { throw CurlError(code: result, while: "initialising libcurl") }
    }

    /// A global's initialiser runs once, whichever thread comes first.
    private static let result = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
