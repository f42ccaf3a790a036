// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting

/// Foundation's `NotificationCenter`, with an observer for each consumer and the token in the notification's user info.
struct NotificationCenterContender: Contender {
    let name = "NotificationCenter"

    func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let center = NotificationCenter()
        let tokenCame = Notification.Name("token")
        let observers = boxes.map { box in
            center.addObserver(forName: tokenCame, object: nil, queue: nil) { notification in
                if let text = notification.userInfo?["text"] as? String { box.add(text) }
            }
        }
        let began = ContinuousClock.now
        for _ in 0..<load.rounds {
            for piece in load.pieces { center.post(name: tokenCame, object: nil, userInfo: ["text": piece]) }
        }
        let elapsed = began.duration(to: .now)
        for observer in observers { center.removeObserver(observer) }
        return Delivery(elapsed: elapsed, tallies: boxes.map { $0.tally })
    }
}
