// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0
