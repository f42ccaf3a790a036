// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#ifndef LLMCALLBACKS_BENCHMARKS_HEAP_H
#define LLMCALLBACKS_BENCHMARKS_HEAP_H

#include <stddef.h>

/// The bytes that the program holds on its heap; 0 where the C library does not tell.
size_t heap_bytes_in_use(void);

#endif
