// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Returns an address with further members of its query.
    func addingQuery(_ members: [(name: String, value: String)]) -> String {
        guard !members.isEmpty else { return self }
        let text = members.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        let separator = contains("?") ? (hasSuffix("?") || hasSuffix("&") ? "" : "&") : "?"
        return self + separator + text
    }

    /// Returns an address with more behind its path, and before its query. Slashes at the path's end do not matter.
    func addingPath(_ path: String) -> String {
        let address = prefix { $0 != "?" }
        var root = address
        while root.hasSuffix("/") { root.removeLast() }
        return "\(root)\(path)\(dropFirst(address.count))"
    }

    /// The text with every byte that has a meaning of its own in an address as `%XX`.
    /// https://www.rfc-editor.org/rfc/rfc3986#section-2.3
    var percentEncoded: String {
        var encoded = ""
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += byte < 0x10 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    /// The text with every `%XX` as the byte that it stands for. What is no such escape stays.
    var percentDecoded: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(hexadecimal: digits) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate init?(hexadecimal digits: ArraySlice<UInt8>) {
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        self.init(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
