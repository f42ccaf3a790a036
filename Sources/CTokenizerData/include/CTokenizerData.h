// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

// The data that tokenizers need, as part of the program: no file has to be found when it runs. NOTICE.md says where it comes
// from; `scripts/tokenizers` makes it.

#ifndef LLMCALLBACKS_CTOKENIZERDATA_H
#define LLMCALLBACKS_CTOKENIZERDATA_H

#include <stddef.h>
#include <stdint.h>

// Bytes that live as long as the program.
typedef struct {
    const uint8_t *_Nonnull bytes;
    size_t count;
} ctokenizer_data;

// Vocabularies in the form that `scripts/tokenizers/embed_vocabulary.py` describes.
ctokenizer_data ctokenizer_cl100k_base(void);
ctokenizer_data ctokenizer_o200k_base(void);

// The classes of all scalars in the form that `scripts/tokenizers/embed_scalar_classes.py` describes.
ctokenizer_data ctokenizer_scalar_classes(void);

#endif
