// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTool

@Suite struct FencedBlockTests {
    @Test(arguments: [
        ("Sure:\n```python\nprint(1)\n```\nDone.", "print(1)"),
        ("```\none\n```\n```\ntwo\n```", "one"),
        ("~~~~ js\n```\n~~~\n~~~~\n", "```\n~~~"),
        ("````md\n```swift\nlet a = 1\n```\n````", "```swift\nlet a = 1\n```"),
        ("  ```\n  a\n    b\n  ```", "a\n  b"),
        ("```\nnever closed", "never closed"),
        ("```\n```", ""),
    ])
    func `the first block is found as Markdown has it`(markdown: String, text: String) {
        #expect(FencedBlock(in: markdown)?.text == text)
    }

    @Test(arguments: ["", "none", "``two``", "    ```\n    code by indentation", "```a`b\n", "text ```\n"])
    func `what is no fence begins no block`(markdown: String) {
        #expect(FencedBlock(in: markdown) == nil)
    }
}
