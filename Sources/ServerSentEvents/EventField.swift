// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The fields that an event stream may have. Any other name is ignored; case counts.
enum EventField {
    case data
    case event
    case id
    case retry

    /// The longest name, with its colon.
    static let maxNameBytes = 6

    /// Finds the field of a name, given without its colon.
    init?(name: UnsafeRawBufferPointer) {
        if name.elementsEqual("data".utf8) {
            self = .data
        } else if name.elementsEqual("event".utf8) {
            self = .event
        } else if name.elementsEqual("id".utf8) {
            self = .id
        } else if name.elementsEqual("retry".utf8) {
            self = .retry
        } else {
            return nil
        }
    }
}
