// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One thing that a handler must live through.
struct HandlerScenario: Sendable {
    let name: String
    /// Starts runs of the manager, and waits for them. Returns how they went.
    let run: @Sendable (CallbackManager) async throws -> [RunResult]

    init(_ name: String, run: @escaping @Sendable (CallbackManager) async throws -> [RunResult]) {
        self.name = name
        self.run = run
    }

    /// One run of a scripted model, however it ends.
    init(_ name: String, _ steps: ScriptedModel.Step...) {
        self.init(name) { manager in
            try await Self.results(of: ScriptedModel(steps: steps), "What now?", manager)
        }
    }

    /// The result, also of a run that threw what its model threw on purpose.
    static func results(
        of model: ScriptedModel,
        _ request: ModelRequest,
        _ manager: CallbackManager
    ) async throws -> [RunResult] {
        let recorder = RecordingHandler()
        do {
            let ends = Callback.handler(recorder, events: .terminal)
            return [try await model.generate(request, callbacks: [ends], manager: manager)]
        } catch  where error is InjectedFault || error is CancellationError {
            return recorder.terminals.compactMap(\.result)
        }
    }
}
