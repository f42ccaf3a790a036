// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension CallbackManager {
    /// Adds a sync handler: see ``Callback/handler(_:events:runs:failure:deadline:scope:label:)``.
    @inlinable
    @discardableResult
    public func add<Handler: CallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Callback.Scope = .inheritable,
        label: String? = nil
    ) -> Registration {
        add(
            .handler(
                handler,
                events: events,
                runs: runs,
                failure: failure,
                deadline: deadline,
                scope: scope,
                label: label
            )
        )
    }

    /// Adds an async handler: see ``Callback/handler(_:events:runs:overflow:limit:failure:deadline:scope:label:)``.
    @discardableResult
    public func add<Handler: AsyncCallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        overflow: OverflowPolicy = .suspend,
        limit: Int = 1024,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Callback.Scope = .inheritable,
        label: String? = nil
    ) -> Registration {
        add(
            .handler(
                handler,
                events: events,
                runs: runs,
                overflow: overflow,
                limit: limit,
                failure: failure,
                deadline: deadline,
                scope: scope,
                label: label
            )
        )
    }

    /// Adds a handler that takes batches: see
    /// ``Callback/handler(_:events:runs:overflow:limit:interval:failure:deadline:scope:label:)``.
    @discardableResult
    public func add<Handler: BatchCallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        overflow: OverflowPolicy = .suspend,
        limit: Int = 1024,
        interval: Duration? = nil,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Callback.Scope = .inheritable,
        label: String? = nil
    ) -> Registration {
        add(
            .handler(
                handler,
                events: events,
                runs: runs,
                overflow: overflow,
                limit: limit,
                interval: interval,
                failure: failure,
                deadline: deadline,
                scope: scope,
                label: label
            )
        )
    }
}
