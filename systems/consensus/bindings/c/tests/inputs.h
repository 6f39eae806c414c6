/* Reads the inputs of a vector into the types of coinjecture.h. A value that a type cannot hold is
 * remembered as bad; the vector then answers COINJ_ERR_INVALID_INPUT without a call, as C code that
 * parses such a request would. */
#ifndef INPUTS_H
#define INPUTS_H

#include "coinjecture.h"
#include "json.h"

typedef struct inputs {
    const json_document *document;
    size_t object;
    size_t taken;
    int bad;
    void *blocks[16]; /* memory to free with the inputs */
    size_t block_count;
} inputs;

void inputs_begin(inputs *in, const json_document *document, size_t object);

/* Whether every input was there, of its kind, and nothing else. */
int inputs_good(const inputs *in);

void inputs_end(inputs *in);

/* Whether the node is an integer from -2^63 to 2^64-1. */
int integer_fits(const json_node *n);

uint64_t input_u64(inputs *in, const char *name);
int64_t input_i64(inputs *in, const char *name);
uint32_t input_tier(inputs *in);

/* The place of the text among `names`, plus `first`. */
uint32_t input_name(inputs *in, const char *name, const char *const *names, uint32_t count, uint32_t first);

coinj_bytes input_bytes(inputs *in, const char *name);
void input_fixed(inputs *in, const char *name, uint8_t *out, size_t length);
coinj_bytes *input_bytes_list(inputs *in, const char *name, size_t *count);
uint8_t *input_hash_list(inputs *in, const char *name, size_t *count);
int64_t *input_i64_list(inputs *in, const char *name, size_t *count);
uint32_t *input_u32_list(inputs *in, const char *name, size_t *count);
coinj_proof_entry *input_proof(inputs *in, size_t *count);

#endif
