// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// One easy handle with typed options. Used by one thread only: the one that made it.
///
/// https://curl.se/libcurl/c/libcurl-easy.html
struct CurlEasy {
    /// The handle itself. In C it is a `void *`.
    let handle: UnsafeMutableRawPointer

    /// Makes a handle.
    init() throws(CurlError) {
        guard let handle = curl_easy_init() else {
            throw CurlError(.resources, "no handle to be had", while: "making a transfer", code: CURLE_FAILED_INIT)
        }
        self.handle = handle
    }

    /// Frees the handle. It must not be part of a multi handle any more.
    func cleanUp() { curl_easy_cleanup(handle) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(ccurl_easy_setopt_long(handle, option, value))
    }

    func set(_ option: CURLoption, _ value: Bool) throws(CurlError) { try set(option, value ? 1 : 0) }

    func set(_ option: CURLoption, offset: Int) throws(CurlError) {
        try check(ccurl_easy_setopt_offset(handle, option, curl_off_t(offset)))
    }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) throws(CurlError) {
        try check(ccurl_easy_setopt_string(handle, option, value))
    }

    /// Whether libcurl copies what is pointed to depends on the option.
    func set(_ option: CURLoption, _ value: UnsafeRawPointer?) throws(CurlError) {
        try check(ccurl_easy_setopt_pointer(handle, option, value))
    }

    /// The list must live as long as the transfer.
    func set(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) throws(CurlError) {
        try check(ccurl_easy_setopt_list(handle, option, value))
    }

    /// For the write and the header callback.
    func set(_ option: CURLoption, _ value: @escaping curl_write_callback) throws(CurlError) {
        try check(ccurl_easy_setopt_write(handle, option, value))
    }

    /// Throws what a call of the shim reports.
    func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code: code, while: "setting up a transfer") }
    }
}
