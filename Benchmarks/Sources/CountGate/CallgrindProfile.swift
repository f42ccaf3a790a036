// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The sums of a profile that callgrind wrote.
///
/// The format: <https://valgrind.org/docs/manual/cl-format.html>.
struct CallgrindProfile {
    private(set) var cost = TokenCost()
    /// Function names, by the numbers that stand for them after their first use.
    private var names: [Substring: Substring] = [:]
    private var caller: Substring = ""
    private var callee: Substring = ""
    /// Whether the next line is what a call took, and no work of the caller's own.
    private var isOfCall = false
    /// What was done to pass time.
    private var waiting = 0.0

    init(_ text: String) {
        for line in text.split(separator: "\n") { read(line) }
    }

    private mutating func read(_ line: Substring) {
        if line.hasPrefix("fn=") {
            caller = name(line.dropFirst(3))
        } else if line.hasPrefix("cfn=") {
            callee = name(line.dropFirst(4))
        } else if line.hasPrefix("calls=") {
            count(Double(line.dropFirst(6).prefix { $0 != " " }) ?? 0)
            isOfCall = true
        } else if line.hasPrefix("totals:") {
            cost.instructions = (Double(line.dropFirst(7).drop { $0 == " " }) ?? 0) - waiting
        } else if let first = line.first, first.isNumber || "+-*".contains(first) {
            if !isOfCall, caller.contains(Self.waiter) { waiting += Double(line.split(separator: " ").last ?? "") ?? 0 }
            isOfCall = false
        }
    }

    /// Resolves `(12) name`, and `(12)` from then on. A number after an apostrophe counts the depth of a recursion.
    private mutating func name(_ field: Substring) -> Substring {
        let number = field.prefix { $0 != " " }
        if number.count < field.count { names[number] = field.dropFirst(number.count + 1).prefix { $0 != "'" } }
        return names[number] ?? ""
    }

    private mutating func count(_ calls: Double) {
        for (path, functions) in Self.functions where functions.contains(callee) && !functions.contains(caller) {
            cost[keyPath: path] += calls
        }
    }

    /// What a drain does while events gather: it spins, and how long is a matter of how threads take turns, not of work.
    private static let waiter = "13DeliveryQueueC6linger"

    /// What stands for a part of the cost. Of those that call each other only the outer call counts.
    private static let functions: [(any WritableKeyPath<TokenCost, Double> & Sendable, Set<Substring>)] = [
        (
            \.retains,
            [
                "swift_retain", "swift_retain_n", "swift_bridgeObjectRetain", "swift_bridgeObjectRetain_n",
                "swift_unknownObjectRetain", "swift_nonatomic_retain", "swift_tryRetain",
            ]
        ),
        (
            \.releases,
            [
                "swift_release", "swift_release_n", "swift_bridgeObjectRelease", "swift_bridgeObjectRelease_n",
                "swift_unknownObjectRelease", "swift_nonatomic_release",
            ]
        ),
        (\.objects, ["swift_allocObject"]),
        (
            \.mallocs,
            [
                "malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc", "memalign",
                // What glibc's aligned functions share, under the name that its compiler gave it.
                "_mid_memalign", "_mid_memalign.constprop.0",
            ]
        ),
    ]
}
