// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Testing

struct MachineTests {
    @Test func `the machine has a name for everything`() {
        let machine = Machine.current
        #expect(!machine.processor.isEmpty)
        #expect(!machine.system.isEmpty)
        #expect(machine.cores > 0)
        #expect(machine.swift.hasPrefix("6."))
        #expect(machine.load.map { $0 >= 0 } ?? true)
    }

    @Test func `a build without optimisation is shouted at`() {
        var machine = Machine.current
        machine.isOptimized = false
        #expect(machine.description.contains("DEBUG build"))
        machine.isOptimized = true
        #expect(machine.description.contains("release build"))
    }
}
