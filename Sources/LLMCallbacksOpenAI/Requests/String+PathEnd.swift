// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Returns an address without one of these ends of its path, which some people write and others do not. Slashes behind it
    /// go, too; a query stays.
    func droppingEnd(_ ends: [String]) -> String {
        let address = prefix { $0 != "?" }
        var root = address
        while root.hasSuffix("/") { root.removeLast() }
        guard let end = ends.first(where: { root.hasSuffix($0) }) else { return self }
        return "\(root.dropLast(end.count))\(dropFirst(address.count))"
    }
}
