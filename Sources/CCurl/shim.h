// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

// libcurl as Swift can call it. Swift does not import C functions with variable arguments, so each kind of argument of
// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt has a typed function here.

#ifndef LLMCALLBACKS_CCURL_SHIM_H
#define LLMCALLBACKS_CCURL_SHIM_H

// The type checks are macros around calls with a literal option; here the option is an argument.
#ifndef CURL_DISABLE_TYPECHECK
#define CURL_DISABLE_TYPECHECK
#endif
#include <curl/curl.h>

// The newest names that are used unconditionally are CURLE_SSL_CLIENTCERT (7.77) and curl_multi_wakeup (7.68).
#if LIBCURL_VERSION_NUM < 0x074d00
#error "LLMCallbacks needs libcurl 7.77 or later"
#endif

// https://curl.se/libcurl/c/curl_easy_setopt.html

static inline CURLcode ccurl_easy_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_easy_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_easy_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_easy_setopt_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_easy_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// The write and the header callback have this type.
static inline CURLcode ccurl_easy_setopt_write(CURL *handle, CURLoption option, curl_write_callback value) {
    return curl_easy_setopt(handle, option, value);
}

// Allows http and https, nothing else. https://curl.se/libcurl/c/CURLOPT_PROTOCOLS_STR.html
static inline CURLcode ccurl_easy_allow_only_http(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    return code ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    long allowed = CURLPROTO_HTTP | CURLPROTO_HTTPS;
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS, allowed);
    return code ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS, allowed);
#endif
}

// Lets a handle go at once while its name is being resolved; a libcurl without the option waits for the resolver.
// https://curl.se/libcurl/c/CURLOPT_QUICK_EXIT.html
static inline CURLcode ccurl_easy_quit_quickly(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
    CURLcode code = curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
    return code == CURLE_UNKNOWN_OPTION ? CURLE_OK : code;
#else
    (void)handle;
    return CURLE_OK;
#endif
}

// https://curl.se/libcurl/c/curl_easy_getinfo.html

static inline CURLcode ccurl_easy_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode ccurl_easy_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode ccurl_easy_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode ccurl_easy_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl_easy_getinfo(handle, info, value);
}

// The file of certificates that a handle trusts, or NULL if there is none or a libcurl before 7.84 cannot tell.
// https://curl.se/libcurl/c/CURLINFO_CAINFO.html
static inline const char *ccurl_easy_certificate_file(CURL *handle) {
    const char *file = NULL;
#if LIBCURL_VERSION_NUM >= 0x075400
    if (curl_easy_getinfo(handle, CURLINFO_CAINFO, &file) != CURLE_OK) return NULL;
#else
    (void)handle;
#endif
    return file;
}

// https://curl.se/libcurl/c/curl_multi_setopt.html

static inline CURLMcode ccurl_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode ccurl_multi_setopt_pointer(CURLM *handle, CURLMoption option, const void *value) {
    return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode ccurl_multi_setopt_socket(CURLM *handle, CURLMoption option, curl_socket_callback value) {
    return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode ccurl_multi_setopt_timer(CURLM *handle, CURLMoption option, curl_multi_timer_callback value) {
    return curl_multi_setopt(handle, option, value);
}

#endif
