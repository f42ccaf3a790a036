// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TranscriptSchema {
    /// Runs by how they stand and by model, newest first, without reading all others.
    static let version2 = """
        CREATE INDEX run_by_status ON run (status, started_us);
        CREATE INDEX run_by_name ON run (name, started_us);
        CREATE INDEX run_by_model ON run (model, started_us) WHERE model IS NOT NULL;
        """
}
