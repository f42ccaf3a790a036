// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What libFuzzer calls with each input. The first byte says what the others are for, the second how they are cut.
/// https://llvm.org/docs/LibFuzzer.html
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard input.count > 2 else { return 0 }
    let bytes = Array(input[2...])
    let cuts = Cuts(seed: input[1])
    switch input[0] % 5 {
    case 0: EventStreamTarget.run(bytes, cuts)
    case 1: AnswerTarget.chat.run(bytes, cuts)
    case 2: AnswerTarget.responses.run(bytes, cuts)
    case 3: AnswerTarget.anthropic.run(bytes, cuts)
    default: AnswerTarget.ollama.run(bytes, cuts)
    }
    return 0
}
