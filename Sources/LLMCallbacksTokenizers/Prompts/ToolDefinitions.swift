// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Tools as a model is shown them: types of TypeScript in a namespace, with comments.
struct ToolDefinitions {
    /// How deep types are nested at most: what is deeper is `any`. Tools come from anywhere.
    private static let maxDepth = 32

    private var lines = ["namespace functions {", ""]

    /// - Parameter tools: In the form of OpenAI's interface: `type` and `function`; or the functions alone.
    init(_ tools: [JSONValue]) {
        for tool in tools { add(Self.function(of: tool)) }
        lines.append("} // namespace functions")
    }

    /// All of them.
    var text: String { lines.joined(separator: "\n") }

    private static func function(of tool: JSONValue) -> [String: JSONValue] {
        guard case .object(let members) = tool else { return [:] }
        if case .object(let function) = members["function"] { return function }
        return members
    }

    private mutating func add(_ function: [String: JSONValue]) {
        if case .string(let description) = function["description"] { lines.append("// \(description)") }
        let name = if case .string(let name) = function["name"] { name } else { "" }
        // Anthropic's word for the parameters is the second.
        let parameters = function["parameters"] ?? function["input_schema"] ?? .null
        if Self.properties(of: parameters).isEmpty {
            lines.append("type \(name) = () => any;")
        } else {
            lines.append("type \(name) = (_: {")
            lines += Self.lines(of: parameters, depth: 0)
            lines.append("}) => any;")
        }
        lines.append("")
    }

    private static func properties(of schema: JSONValue) -> [(key: String, value: JSONValue)] {
        guard case .object(let members) = schema, case .object(let properties) = members["properties"] else {
            return []
        }
        // Their order on the wire is not known here, and changes no count: each is a line.
        return properties.sorted { $0.key < $1.key }
    }

    private static func lines(of schema: JSONValue, depth: Int) -> [String] {
        guard case .object(let members) = schema else { return [] }
        let required: [JSONValue] = if case .array(let names) = members["required"] { names } else { [] }
        let indent = String(repeating: "  ", count: depth)
        return properties(of: schema).flatMap { name, property -> [String] in
            let mark = required.contains(.string(name)) ? "" : "?"
            let line = "\(indent)\(name)\(mark): \(type(of: property, depth: depth)),"
            guard depth == 0, case .object(let members) = property, case .string(let text) = members["description"]
            else { return [line] }
            return ["// \(text)", line]
        }
    }

    private static func type(of schema: JSONValue, depth: Int) -> String {
        guard depth < maxDepth, case .object(let members) = schema else { return "any" }
        if case .array(let values) = members["enum"] { return values.map(literal).joined(separator: " | ") }
        guard case .string(let type) = members["type"] else { return "any" }
        switch type {
        case "integer", "number": return "number"
        case "array": return members["items"].map { "\(Self.type(of: $0, depth: depth + 1))[]" } ?? "any[]"
        case "object":
            let lines = lines(of: schema, depth: depth + 1)
            return (["{"] + lines + [String(repeating: "  ", count: depth) + "}"]).joined(separator: "\n")
        default: return type
        }
    }

    private static func literal(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .bool(let flag): "\(flag)"
        default: "null"
        }
    }
}
