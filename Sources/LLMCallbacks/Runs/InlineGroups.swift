// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The inline handlers of one run that want tokens, in the order in which they are called.
///
/// Neighbours that are called in the same way make a group, and each group a loop: so a loop need not ask how. It needs no
/// second look at where it ends either: behind the last of a group stands a registration that is never active, and only whoever
/// is not active is looked at twice.
struct InlineGroups: ~Copyable {
    /// The place of one registration in the list.
    private typealias Place = UnsafePointer<Unmanaged<Registration>>

    private struct Group {
        let first: Place
        /// Where the registration stands that is never active.
        let end: Place
        /// Whether its handlers are closures that take a token.
        let takesTokens: Bool
    }

    private let groups: UnsafeBufferPointer<Group>
    private let list: UnsafeMutablePointer<Unmanaged<Registration>>?

    /// Sorts registrations, which must live longer than this.
    init(_ registrations: [Registration]) {
        guard !registrations.isEmpty else {
            list = nil
            groups = UnsafeBufferPointer(start: nil, count: 0)
            return
        }
        let starts = registrations.indices.filter { index in
            index == 0 || registrations[index].takesTokens != registrations[index - 1].takesTokens
        }
        let list = UnsafeMutablePointer<Unmanaged<Registration>>.allocate(capacity: registrations.count + starts.count)
        let groups = UnsafeMutableBufferPointer<Group>.allocate(capacity: starts.count)
        var place = list
        for (number, start) in starts.enumerated() {
            let first = place
            let end = number + 1 < starts.count ? starts[number + 1] : registrations.count
            for registration in registrations[start..<end] + [.inactive] {
                place.initialize(to: .passUnretained(registration))
                place += 1
            }
            let group = Group(first: first, end: place - 1, takesTokens: registrations[start].takesTokens)
            groups.initializeElement(at: number, to: group)
        }
        self.list = list
        self.groups = UnsafeBufferPointer(groups)
    }

    deinit {
        groups.deallocate()
        list?.deallocate()
    }

    /// Calls every handler with a token.
    @inline(__always)
    func call(_ view: UnsafePointer<EventView>) {
        for group in groups {
            if group.takesTokens, let token = view.token {
                Self.call(group, with: token.pointee, of: view)
            } else {
                Self.call(group, with: view.pointee)
            }
        }
    }

    /// Borrows the event, so that it is not counted.
    @inline(__always)
    private static func call(_ group: Group, with event: borrowing EventView) { call(group, with: event.event) }

    /// Calls handlers. The event is a parameter here, and so passed on as it was passed; the registration is borrowed. So
    /// nothing is counted.
    @inline(never)
    private static func call(_ group: Group, with event: CallbackEvent) {
        var place = group.first
        while true {
            let isCalled = place.pointee._withUnsafeGuaranteedRef { $0.call(event) }
            if !isCalled, place == group.end { return }
            place += 1
        }
    }

    /// Borrows the token, so that it is not counted.
    @inline(__always)
    private static func call(_ group: Group, with token: borrowing TokenView, of view: UnsafePointer<EventView>) {
        call(group, with: token.token, of: view)
    }

    /// Calls closures that take a token: see above.
    @inline(never)
    private static func call(_ group: Group, with token: TokenDelta, of view: UnsafePointer<EventView>) {
        var place = group.first
        while true {
            let isCalled = place.pointee._withUnsafeGuaranteedRef { $0.call(token, of: view) }
            if !isCalled, place == group.end { return }
            place += 1
        }
    }
}
