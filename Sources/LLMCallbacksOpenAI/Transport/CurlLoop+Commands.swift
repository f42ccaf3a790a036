// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

extension CurlLoop {
    /// Does what another thread asked for. A command for a transfer that is gone is late, not wrong.
    func obey(_ command: CurlCommand) {
        switch command {
        case .start(let id, let request, let storage): start(id, request, storage)
        case .resume(let id): update(id) { $0.resume(at: .now) }
        case .settle(let id): update(id) { $0.settleDeadline = .now + settings.settleTime }
        case .unsettle(let id): update(id) { $0.settleDeadline = nil }
        case .drain(let id): update(id) { $0.drain(until: .now + settings.drainTime) }
        case .cancel(let id): transfers[id].map(remove)
        case .whenIdle(let waiter): idleWaiters.append(waiter)
        case .halt(let descriptor): ProcessExit.halt(acknowledging: descriptor)
        case .stop: isStopped = true
        }
    }

    private func update(_ id: StreamID, _ change: (CurlTransfer) -> Void) {
        guard let transfer = transfers[id] else { return }
        change(transfer)
        noteDeadline(of: transfer)
    }

    private func start(_ id: StreamID, _ request: HTTPRequest, _ storage: HTTPStreamStorage) {
        do throws(CurlError) {
            let transfer = try CurlTransfer(
                id: id,
                request: request,
                storage: storage,
                news: news,
                maxBufferedBytes: settings.maxBufferedBytes,
                now: .now
            )
            transfers[id] = transfer
            keepConnections()
            let code = curl_multi_add_handle(multi, transfer.easy.handle)
            noteDeadline(of: transfer)
            if code != CURLM_OK { end(transfer, .failed(CurlError(multi: code, while: transfer.activity))) }
        } catch {
            _ = storage.receive(HTTPStreamBatch(ending: .failed(error)))
        }
    }
}
