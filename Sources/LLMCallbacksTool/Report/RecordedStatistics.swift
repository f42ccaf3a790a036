// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

/// Numbers over a group of recorded runs: not those of the one run that a command has just made.
typealias RecordedStatistics = LLMCallbacksSQLite.RunStatistics
