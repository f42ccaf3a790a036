// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

// Waits for any number of sockets at a cost that does not grow with those that are silent: epoll on Linux, kqueue elsewhere.
// What to wait for, and what came, is said in libcurl's terms: CURL_POLL_*, CURL_CSELECT_*.

#ifndef LLMCALLBACKS_CCURL_POLLER_H
#define LLMCALLBACKS_CCURL_POLLER_H

#include <curl/curl.h>
#include <errno.h>

// A socket on which something can be done.
typedef struct {
    int descriptor;
    int events;
} ccurl_ready;

// The most sockets that one wait returns.
#define CCURL_MAX_READY 1024

#if defined(__linux__)

#include <sys/epoll.h>

// Returns a descriptor, or -1. https://man7.org/linux/man-pages/man7/epoll.7.html
static inline int ccurl_poller_open(void) { return epoll_create1(EPOLL_CLOEXEC); }

// Watches a socket for what is said, or no longer. Returns 0, or -1.
static inline int ccurl_poller_watch(int poller, int descriptor, int what) {
    struct epoll_event event = {0};
    event.data.fd = descriptor;
    if (what == CURL_POLL_REMOVE || what == CURL_POLL_NONE) {
        // The socket may be closed by now, and left by itself.
        epoll_ctl(poller, EPOLL_CTL_DEL, descriptor, &event);
        return 0;
    }
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    int result = epoll_ctl(poller, EPOLL_CTL_MOD, descriptor, &event);
    return result == 0 || errno != ENOENT ? result : epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event);
}

// Waits until a socket is ready or the time has passed. Returns how many are ready, or -1.
static inline int ccurl_poller_wait(int poller, ccurl_ready *ready, int milliseconds) {
    struct epoll_event events[CCURL_MAX_READY];
    int count = epoll_wait(poller, events, CCURL_MAX_READY, milliseconds);
    for (int index = 0; index < count; index++) {
        ready[index].descriptor = events[index].data.fd;
        ready[index].events = (events[index].events & (EPOLLIN | EPOLLHUP) ? CURL_CSELECT_IN : 0)
            | (events[index].events & EPOLLOUT ? CURL_CSELECT_OUT : 0)
            | (events[index].events & EPOLLERR ? CURL_CSELECT_ERR : 0);
    }
    return count;
}

#else

#include <sys/event.h>
#include <sys/time.h>
#include <sys/types.h>

// Returns a descriptor, or -1. https://man.freebsd.org/cgi/man.cgi?query=kqueue
static inline int ccurl_poller_open(void) { return kqueue(); }

static inline int ccurl_poller_filter(int poller, int descriptor, short filter, int isWanted) {
    struct kevent change;
    EV_SET(&change, descriptor, filter, isWanted ? EV_ADD : EV_DELETE, 0, 0, NULL);
    int result = kevent(poller, &change, 1, NULL, 0, NULL);
    // What is not watched need not be left.
    return isWanted ? result : 0;
}

// Watches a socket for what is said, or no longer. Returns 0, or -1.
static inline int ccurl_poller_watch(int poller, int descriptor, int what) {
    int isWatched = what != CURL_POLL_REMOVE;
    int in = ccurl_poller_filter(poller, descriptor, EVFILT_READ, isWatched && (what & CURL_POLL_IN));
    int out = ccurl_poller_filter(poller, descriptor, EVFILT_WRITE, isWatched && (what & CURL_POLL_OUT));
    return in == 0 && out == 0 ? 0 : -1;
}

// Waits until a socket is ready or the time has passed. Returns how many are ready, or -1.
static inline int ccurl_poller_wait(int poller, ccurl_ready *ready, int milliseconds) {
    struct kevent events[CCURL_MAX_READY];
    struct timespec timeout = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
    int count = kevent(poller, NULL, 0, events, CCURL_MAX_READY, &timeout);
    for (int index = 0; index < count; index++) {
        ready[index].descriptor = (int)events[index].ident;
        ready[index].events = events[index].filter == EVFILT_READ ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
    }
    return count;
}

#endif

#endif
