// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// What libcurl calls, on the transport's thread, within `curl_multi_perform` or `curl_easy_pause`.
extension CurlTransfer {
    /// Called with each header line. https://curl.se/libcurl/c/CURLOPT_HEADERFUNCTION.html
    static let headerCallback: curl_write_callback = { bytes, size, count, userData in
        guard let bytes, let userData else { return 0 }
        // The loop holds the transfer for as long as its handle is in use.
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(userData).takeUnretainedValue()
        return transfer.take(headerLine: UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    /// Called with slices of the body. https://curl.se/libcurl/c/CURLOPT_WRITEFUNCTION.html
    static let writeCallback: curl_write_callback = { bytes, size, count, userData in
        guard let bytes, let userData else { return 0 }
        // As above.
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(userData).takeUnretainedValue()
        return transfer.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    /// Returns the number of bytes taken; any other number breaks the transfer off.
    private func take(headerLine line: UnsafeRawBufferPointer) -> Int {
        switch headParser.take(line) {
        case .partial: break
        case .complete(let head):
            hasHead = true
            gather { $0.head = head }
        case .tooLarge:
            let limit = HTTPHeadParser.maxHeadBytes
            callbackError = CurlError(.tooLarge, "the head of the answer exceeds \(limit) bytes", while: activity)
            return 0
        }
        return line.count
    }

    /// Returns the number of bytes taken, or the order to pause: then the same bytes come again later.
    private func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard drainDeadline == nil, !bytes.isEmpty else { return bytes.count }
        let held = storedBytes + batch.body.count
        guard held == 0 || held + bytes.count <= maxBufferedBytes else {
            gather { $0.isPaused = true }
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        gather(body: bytes)
        news.count(bytes: bytes.count)
        return bytes.count
    }
}
