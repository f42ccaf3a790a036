// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

extension CurlLoop {
    /// Does what another thread asked for. A command for a transfer that is gone is late, not wrong.
    func obey(_ command: CurlCommand) {
        switch command {
        case .start(let id, let request, let storage): start(id, request, storage)
        case .resume(let id): transfers[id]?.resume(at: .now)
        case .drain(let id): transfers[id]?.drain(until: .now + settings.drainTime)
        case .cancel(let id): transfers[id].map(remove)
        case .whenIdle(let waiter): idleWaiters.append(waiter)
        case .halt(let descriptor): ProcessExit.halt(acknowledging: descriptor)
        case .stop: isStopped = true
        }
    }

    private func start(_ id: StreamID, _ request: HTTPRequest, _ storage: HTTPStreamStorage) {
        do throws(CurlError) {
            let transfer = try CurlTransfer(
                id: id,
                request: request,
                storage: storage,
                maxBufferedBytes: settings.maxBufferedBytes,
                now: .now
            )
            transfers[id] = transfer
            let code = curl_multi_add_handle(multi, transfer.easy.handle)
            if code != CURLM_OK { end(transfer, .failed(CurlError(multi: code, while: transfer.activity))) }
        } catch {
            _ = storage.receive(HTTPStreamBatch(ending: .failed(error)))
        }
    }
}
