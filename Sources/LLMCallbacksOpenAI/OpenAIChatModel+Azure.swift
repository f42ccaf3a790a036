// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension OpenAIChatModel.Configuration {
    /// The version of Azure's older interface that is asked for where nobody names one: the last of its stable ones.
    public static let defaultAzureVersion = "2024-10-21"

    /// A model that Azure serves.
    ///
    /// ```swift
    /// let model = OpenAIChatModel("gpt-5-mini", configuration: .azure())     // endpoint and key from the environment
    /// ```
    ///
    /// Without a deployment the newer interface is asked, `ENDPOINT/openai/v1`, which finds the deployment by the model's name.
    /// With one it is the older one, `ENDPOINT/openai/deployments/DEPLOYMENT`, which wants a version. An endpoint with a path of
    /// its own is taken as it is where no deployment is named. https://learn.microsoft.com/azure/ai-services/openai/reference
    ///
    /// - Parameters:
    ///   - endpoint: The resource's address, such as `https://NAME.openai.azure.com`; `AZURE_OPENAI_ENDPOINT` if there is none.
    ///   - deployment: The deployment to ask through the older interface; `AZURE_OPENAI_DEPLOYMENT` if there is none.
    ///   - version: Sent as `api-version`. For the older interface `OPENAI_API_VERSION` if there is none, else
    ///     ``defaultAzureVersion``.
    ///   - apiKey: The key, sent as `api-key`; `AZURE_OPENAI_API_KEY` if there is neither key nor token.
    ///   - token: A token of Microsoft Entra, sent as a bearer token in place of a key; `AZURE_OPENAI_AD_TOKEN` if there is
    ///     no key either.
    public static func azure(
        endpoint: String? = nil,
        deployment: String? = nil,
        version: String? = nil,
        apiKey: String? = nil,
        token: String? = nil
    ) -> Self {
        let endpoint = endpoint ?? ProcessEnvironment.variable("AZURE_OPENAI_ENDPOINT") ?? ""
        let deployment = deployment ?? ProcessEnvironment.variable("AZURE_OPENAI_DEPLOYMENT")
        var configuration = Self(baseURL: azureBase(endpoint, deployment))
        configuration.setAzureVersion(version)
        configuration.setAzureKey(apiKey, token)
        return configuration
    }

    private mutating func setAzureVersion(_ version: String?) {
        var version = version
        if baseURL.contains("/openai/deployments/"), !baseURL.contains("api-version=") {
            version = version ?? ProcessEnvironment.variable("OPENAI_API_VERSION") ?? Self.defaultAzureVersion
        }
        query = version.map { [("api-version", $0)] } ?? []
    }

    private static func azureBase(_ endpoint: String, _ deployment: String?) -> String {
        let root = endpoint.droppingEnd(["/openai/v1", "/openai"])
        if let deployment { return root.addingPath("/openai/deployments/\(deployment.percentEncoded)") }
        return hasPath(root) ? root : root.addingPath("/openai/v1")
    }

    private static func hasPath(_ address: String) -> Bool {
        let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        return rest.prefix { $0 != "?" }.drop { $0 != "/" }.contains { $0 != "/" }
    }

    private mutating func setAzureKey(_ key: String?, _ token: String?) {
        if let key = key ?? (token == nil ? ProcessEnvironment.variable("AZURE_OPENAI_API_KEY") : nil) {
            (apiKey, keyPlace) = (key, .apiKeyHeader)
        } else {
            apiKey = token ?? ProcessEnvironment.variable("AZURE_OPENAI_AD_TOKEN")
        }
    }
}
