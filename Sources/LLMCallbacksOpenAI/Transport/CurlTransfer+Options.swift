// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

extension CurlTransfer {
    /// Sets every option of the handle. Which and why: https://curl.se/libcurl/c/curl_easy_setopt.html
    func configure(_ request: HTTPRequest) throws(CurlError) {
        try configureCallbacks()
        try configureConduct()
        try configureConnection(request)
        try configureMessage(request)
    }

    private func configureCallbacks() throws(CurlError) {
        let pointer = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        try easy.set(CURLOPT_PRIVATE, pointer)
        try easy.set(CURLOPT_ERRORBUFFER, UnsafeRawPointer(errorText))
        try easy.set(CURLOPT_HEADERDATA, pointer)
        try easy.set(CURLOPT_HEADERFUNCTION, Self.headerCallback)
        try easy.set(CURLOPT_WRITEDATA, pointer)
        try easy.set(CURLOPT_WRITEFUNCTION, Self.writeCallback)
    }

    private func configureConduct() throws(CurlError) {
        // A library must not touch the process's signal handlers; the thread blocks SIGPIPE in exchange.
        try easy.set(CURLOPT_NOSIGNAL, true)
        try easy.check(ccurl_easy_allow_only_http(easy.handle))
        try easy.check(ccurl_easy_quit_quickly(easy.handle))
        // A redirect would carry keys in headers of their own to another host, and turn POST into GET.
        try easy.set(CURLOPT_FOLLOWLOCATION, false)
        // Asks for no compression, which would hold tokens back, yet decodes what comes all the same.
        try easy.set(CURLOPT_ACCEPT_ENCODING, "identity")
        try easy.set(CURLOPT_TCP_KEEPALIVE, true)
        // The head of a proxy's own answer is not the head of the answer.
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    }

    private func configureConnection(_ request: HTTPRequest) throws(CurlError) {
        try easy.set(CURLOPT_URL, request.url)
        // Without a number, libcurl's own limit of 300 seconds would hold.
        let limit = request.options.timeouts.connect ?? .seconds(Int64.max)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, limit.milliseconds))
        switch request.options.proxy {
        case .environment: break
        case .none: try easy.set(CURLOPT_PROXY, "")
        case .url(let url): try easy.set(CURLOPT_PROXY, url)
        }
        try configureVersion(request.options.version)
        try configureCertificates(request.options.certificateFile)
    }

    private func configureVersion(_ version: HTTPOptions.Version) throws(CurlError) {
        switch version {
        case .http1:
            try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        case .http2:
            try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            // Else streams that begin together open a connection each, for none knows yet what the server speaks.
            try easy.set(CURLOPT_PIPEWAIT, true)
        }
    }

    /// Trusts one file of certificates and no directory beside it, wherever there is such a file: libcurl keeps what it
    /// has read of a file for the next connections, and of a directory nothing. To read it anew for each connection takes
    /// tens of milliseconds, in which all streams of the thread stand still.
    /// https://curl.se/libcurl/c/CURLOPT_CA_CACHE_TIMEOUT.html
    private func configureCertificates(_ file: String?) throws(CurlError) {
        if let file = file ?? ProcessEnvironment.variable("SSL_CERT_FILE") {
            try easy.set(CURLOPT_CAINFO, file)
        } else if !CurlLibrary.hasCertificateFile {
            return
        }
        try easy.set(CURLOPT_CAPATH, UnsafeRawPointer?.none)
    }

    private func configureMessage(_ request: HTTPRequest) throws(CurlError) {
        switch request.method {
        case "HEAD": try easy.set(CURLOPT_NOBODY, true)
        case "GET" where request.body.isEmpty: try easy.set(CURLOPT_HTTPGET, true)
        case let method:
            try configureBody(request.body)
            if method != "POST" { try easy.set(CURLOPT_CUSTOMREQUEST, method) }
        }
        for header in request.headers { try append(header: header.line) }
        // A body over 1 MiB would wait for a second for the server's leave.
        try append(header: "Expect:")
        // Without it libcurl calls every body a form.
        if !request.hasHeader("Content-Type") { try append(header: "Content-Type:") }
        try easy.set(CURLOPT_HTTPHEADER, headerList)
    }

    /// libcurl copies the body. The size comes first: without it, it would look for a zero byte.
    private func configureBody(_ body: [UInt8]) throws(CurlError) {
        try easy.set(CURLOPT_POST, true)
        try easy.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
        // An empty array may have no address, and no address means "ask the read callback".
        guard !body.isEmpty else { return try easy.set(CURLOPT_COPYPOSTFIELDS, "") }
        let code = body.withUnsafeBytes {
            ccurl_easy_setopt_pointer(easy.handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
        }
        try easy.check(code)
    }

    private func append(header line: String) throws(CurlError) {
        guard let list = curl_slist_append(headerList, line) else {
            throw CurlError(code: CURLE_OUT_OF_MEMORY, while: activity)
        }
        headerList = list
    }
}

extension HTTPHeaderField {
    /// The line as libcurl wants it. `Name:` would remove the header; `Name;` sends it with an empty value.
    fileprivate var line: String {
        value.utf8.allSatisfy { $0 == 0x20 } ? "\(name);" : "\(name): \(value)"
    }
}
