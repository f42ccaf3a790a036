// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Counts texts and prompts of the models whose encodings are known.
///
/// ```swift
/// var counters = ModelTokenCounters()
/// counters.encodings["my-deployment"] = .o200kBase
/// ```
public struct ModelTokenCounters: TokenCounterProvider {
    /// Encodings by the exact names of models: for names that say nothing, such as those of deployments. They win over what is
    /// known of a name.
    public var encodings: [String: TokenEncoding]
    /// What was learnt of prompts. Copies learn together.
    public let calibration: PromptCalibration

    /// - Parameters:
    ///   - encodings: Encodings by the exact names of models.
    ///   - calibration: What was learnt of prompts so far.
    public init(encodings: [String: TokenEncoding] = [:], calibration: PromptCalibration = PromptCalibration()) {
        self.encodings = encodings
        self.calibration = calibration
    }

    /// The encoding of a model: of its exact name, else what is known of it.
    public func encoding(forModel model: String) -> TokenEncoding? {
        encodings[model] ?? TokenEncoding(forModel: model)
    }

    /// A counter of nothing yet, for one text of the model; `nil` if its encoding is not known.
    public func counter(forModel model: String) -> (any StreamingTokenCounter)? { encoding(forModel: model)?.counter() }
}

extension TokenCounterProvider where Self == ModelTokenCounters {
    /// Counters of the models whose encodings are known.
    public static var models: ModelTokenCounters { ModelTokenCounters() }
}
