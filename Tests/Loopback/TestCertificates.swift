// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An authority and a server's certificate that it has signed, made by OpenSSL and good for a day. Files, in PEM.
/// https://docs.openssl.org/3.0/man1/openssl-req/
struct TestCertificates {
    /// The authority's certificate.
    let authority: String
    /// The server's certificate.
    let certificate: String
    /// The server's key.
    let key: String

    /// Makes both in a folder.
    ///
    /// - Parameter name: Whom the certificate is for: `IP:127.0.0.1`, `DNS:localhost`.
    init(in folder: URL, name: String) throws {
        func file(_ name: String) -> String { folder.appendingPathComponent(name).path }
        (authority, certificate, key) = (file("authority.pem"), file("server.pem"), file("server.key"))
        let openSSL = try Program.named("openssl")
        let common = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
        ]
        try openSSL.run(
            common + ["-keyout", file("authority.key"), "-out", authority, "-subj", "/CN=Authority of a test"]
        )
        try openSSL.run(
            common + [
                "-keyout", key, "-out", certificate, "-subj", "/CN=Server of a test", "-addext",
                "subjectAltName=\(name)", "-addext", "basicConstraints=critical,CA:false", "-CA", authority, "-CAkey",
                file("authority.key"),
            ]
        )
    }
}
