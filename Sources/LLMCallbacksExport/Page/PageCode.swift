// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The code of the page, which is the same for all runs: the files `page.css` and `page.js` beside this one.
enum PageCode {
    static var style: String { String(decoding: PackageResources.page_css, as: UTF8.self) }
    static var script: String { String(decoding: PackageResources.page_js, as: UTF8.self) }

    // Written by scripts/page whenever one of the files has changed.
    static let styleHash = "sha256-WzB9Iqf7T2Y2g9dxQdxUMI4vAbpy1P3SMLW36eKDwz4="
    static let scriptHash = "sha256-hCx+9P4Zjt9/4twz+AWJYVK5x85tdd9vu+zrh5PK8AE="

    /// What the page may do: apply this style, run this script, and nothing else. No network, no forms, no other script,
    /// whatever the text of a run says: https://www.w3.org/TR/CSP3/
    static var policy: String {
        """
        default-src 'none'; style-src '\(styleHash)'; script-src '\(scriptHash)'; base-uri 'none'; form-action 'none'
        """
    }
}
