// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where runs are recorded, and who says so.
struct DatabaseLocation: Hashable {
    /// The file, as an absolute path. It need not be there.
    let path: String
    /// Who says so.
    let source: Source

    /// Who says where the file is.
    enum Source: String {
        /// The option `--db`.
        case option = "--db"
        /// The environment.
        case environment = "LLMCALLBACKS_DB"
        /// Nobody: it is where such files belong.
        case standard = "default"
    }

    /// Finds the place: what the option says, else `LLMCALLBACKS_DB`, else the place for data of this user.
    ///
    /// - Throws: ``UsageError`` if there is no such place, as the user has no home.
    init(option: String?) throws(UsageError) {
        if let option {
            self.init(path: option, source: .option)
        } else if let variable = Environment.variable("LLMCALLBACKS_DB") {
            self.init(path: variable, source: .environment)
        } else {
            self.init(path: "\(try Self.dataFolder())/llmcallbacks/transcripts.sqlite", source: .standard)
        }
    }

    private init(path: String, source: Source) {
        self.path = path.hasPrefix("/") ? path : "\(Self.currentFolder)/\(path)"
        self.source = source
    }

    /// Whether there is such a file.
    var exists: Bool { access(path, F_OK) == 0 }

    private static func dataFolder() throws(UsageError) -> String {
        #if !canImport(Darwin)
            // "All paths must be absolute; a relative path is to be ignored":
            // https://specifications.freedesktop.org/basedir-spec/latest/
            if let folder = Environment.variable("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder }
        #endif
        guard let home = Environment.variable("HOME") ?? homeOfUser else {
            throw UsageError(message: "there is no home folder to record in: give --db FILE or set LLMCALLBACKS_DB")
        }
        #if canImport(Darwin)
            return "\(home)/Library/Application Support"
        #else
            return "\(home)/.local/share"
        #endif
    }

    private static var homeOfUser: String? {
        guard let user = getpwuid(getuid()), let folder = user.pointee.pw_dir else { return nil }
        return String(cString: folder)
    }

    private static var currentFolder: String {
        guard let folder = getcwd(nil, 0) else { return "." }
        defer { free(folder) }
        return String(cString: folder)
    }
}
