// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

// Names the calling thread, for debuggers and profilers. Each system has a call of its own.

#ifndef LLMCALLBACKS_CCURL_THREAD_H
#define LLMCALLBACKS_CCURL_THREAD_H

#if defined(__linux__)

#include <sys/prctl.h>

// The name has at most 15 bytes. https://man7.org/linux/man-pages/man2/pr_set_name.2const.html
static inline void ccurl_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

#elif defined(__APPLE__)

#include <pthread.h>

static inline void ccurl_name_thread(const char *name) { pthread_setname_np(name); }

#else

static inline void ccurl_name_thread(const char *name) { (void)name; }

#endif

#endif
