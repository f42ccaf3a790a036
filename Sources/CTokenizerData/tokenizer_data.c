// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#include "CTokenizerData.h"

// `#embed` is of C23; clang has it since 19, in every mode. https://clang.llvm.org/docs/LanguageExtensions.html
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t cl100k_base[] = {
#embed "cl100k_base.pairs"
};

static const uint8_t o200k_base[] = {
#embed "o200k_base.pairs"
};

static const uint8_t scalar_classes[] = {
#embed "scalar_classes.table"
};

ctokenizer_data ctokenizer_cl100k_base(void) { return (ctokenizer_data){cl100k_base, sizeof cl100k_base}; }

ctokenizer_data ctokenizer_o200k_base(void) { return (ctokenizer_data){o200k_base, sizeof o200k_base}; }

ctokenizer_data ctokenizer_scalar_classes(void) { return (ctokenizer_data){scalar_classes, sizeof scalar_classes}; }
