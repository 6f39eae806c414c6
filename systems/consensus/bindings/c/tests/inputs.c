#include "inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void inputs_begin(inputs *in, const json_document *document, size_t object) {
    memset(in, 0, sizeof *in);
    in->document = document;
    in->object = object;
}

int inputs_good(const inputs *in) {
    size_t members = 0;
    const json_node *nodes = in->document->nodes;
    for (size_t at = in->object + 1; at < nodes[in->object].next; at = nodes[at + 1].next) members++;
    return !in->bad && members == in->taken;
}

void inputs_end(inputs *in) {
    for (size_t i = 0; i < in->block_count; i++) free(in->blocks[i]);
}

static void *memory(inputs *in, size_t bytes) {
    void *block = calloc(bytes ? bytes : 1, 1);
    if (!block || in->block_count == sizeof in->blocks / sizeof *in->blocks) {
        fprintf(stderr, "vectors: out of memory\n");
        exit(1);
    }
    in->blocks[in->block_count++] = block;
    return block;
}

/* The member's node, or NULL (and bad) when it is missing. */
static const json_node *take(inputs *in, const char *name) {
    size_t at = json_member(in->document, in->object, name);
    if (!at) {
        in->bad = 1;
        return NULL;
    }
    in->taken++;
    return &in->document->nodes[at];
}

/* `0` or `-?[1-9][0-9]*`, as number or text, into a sign and a magnitude below 2^64. */
static int integer(const json_node *n, int *negative, uint64_t *magnitude) {
    *negative = 0;
    *magnitude = 0;
    if (!n || (n->kind != JSON_NUMBER && n->kind != JSON_TEXT)) return -1;
    const char *at = n->text;
    const char *end = at + n->length;
    if (at < end && *at == '-') {
        *negative = 1;
        at++;
    }
    if (at == end || (*at == '0' && (end - at > 1 || *negative))) return -1;
    for (; at < end; at++) {
        if (*at < '0' || *at > '9') return -1;
        uint64_t digit = (uint64_t)(*at - '0');
        if (*magnitude > (UINT64_MAX - digit) / 10) return -1;
        *magnitude = 10 * *magnitude + digit;
    }
    return 0;
}

int integer_fits(const json_node *n) {
    int negative;
    uint64_t magnitude;
    return !integer(n, &negative, &magnitude) && (!negative || magnitude <= (uint64_t)INT64_MAX + 1);
}

static uint64_t unsigned_of(inputs *in, const json_node *n, uint64_t most) {
    int negative;
    uint64_t magnitude;
    if (integer(n, &negative, &magnitude) || negative || magnitude > most) in->bad = 1;
    return magnitude;
}

static int64_t signed_of(inputs *in, const json_node *n) {
    int negative;
    uint64_t magnitude;
    if (integer(n, &negative, &magnitude) || magnitude > (uint64_t)INT64_MAX + (negative ? 1 : 0)) {
        in->bad = 1;
        return 0;
    }
    if (!negative) return (int64_t)magnitude;
    return magnitude == (uint64_t)INT64_MAX + 1 ? INT64_MIN : -(int64_t)magnitude;
}

uint64_t input_u64(inputs *in, const char *name) { return unsigned_of(in, take(in, name), UINT64_MAX); }

int64_t input_i64(inputs *in, const char *name) { return signed_of(in, take(in, name)); }

static uint32_t name_of(inputs *in, const json_node *n, const char *const *names, uint32_t count) {
    if (n && n->kind == JSON_TEXT)
        for (uint32_t i = 0; i < count; i++)
            if (n->length == strlen(names[i]) && !memcmp(n->text, names[i], n->length)) return i;
    in->bad = 1;
    return 0;
}

uint32_t input_name(inputs *in, const char *name, const char *const *names, uint32_t count, uint32_t first) {
    return first + name_of(in, take(in, name), names, count);
}

uint32_t input_tier(inputs *in) {
    static const char *const names[] = {"Mobile", "Desktop", "Workstation", "Server", "Cluster"};
    const json_node *n = take(in, "tier");
    /* The number goes to the library as it is: refusing 5 is its task. */
    if (n && n->kind == JSON_NUMBER) return (uint32_t)unsigned_of(in, n, UINT32_MAX);
    return name_of(in, n, names, 5);
}

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

static void hex_of(inputs *in, const json_node *n, uint8_t *out, size_t length) {
    if (!n || n->kind != JSON_TEXT || n->length != 2 * length) {
        in->bad = 1;
        return;
    }
    for (size_t i = 0; i < length; i++) {
        int high = digit(n->text[2 * i]), low = digit(n->text[2 * i + 1]);
        if (high < 0 || low < 0) {
            in->bad = 1;
            return;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
}

static coinj_bytes bytes_of(inputs *in, const json_node *n, uint8_t *room) {
    coinj_bytes bytes = {NULL, 0};
    if (!n || n->kind != JSON_TEXT || n->length % 2) {
        in->bad = 1;
        return bytes;
    }
    bytes.length = n->length / 2;
    /* The empty input goes in as NULL, which the library must take. */
    bytes.data = bytes.length ? room : NULL;
    hex_of(in, n, room, bytes.length);
    return bytes;
}

coinj_bytes input_bytes(inputs *in, const char *name) {
    const json_node *n = take(in, name);
    return bytes_of(in, n, (uint8_t *)memory(in, n ? n->length : 0));
}

void input_fixed(inputs *in, const char *name, uint8_t *out, size_t length) {
    hex_of(in, take(in, name), out, length);
}

/* The first item of a list and their number; 0 items when it is no list. */
static size_t list(inputs *in, const char *name, size_t *count, size_t *text_bytes) {
    const json_node *n = take(in, name);
    *count = 0;
    *text_bytes = 0;
    if (!n || n->kind != JSON_ARRAY) {
        in->bad = 1;
        return 0;
    }
    const json_node *nodes = in->document->nodes;
    size_t first = (size_t)(n - nodes) + 1;
    for (size_t at = first; at < n->next; at = nodes[at].next) {
        ++*count;
        *text_bytes += nodes[at].length;
    }
    return first;
}

coinj_bytes *input_bytes_list(inputs *in, const char *name, size_t *count) {
    size_t text_bytes;
    size_t at = list(in, name, count, &text_bytes);
    coinj_bytes *out = (coinj_bytes *)memory(in, *count * sizeof *out);
    uint8_t *room = (uint8_t *)memory(in, text_bytes);
    for (size_t i = 0; i < *count; i++, at = in->document->nodes[at].next) {
        out[i] = bytes_of(in, &in->document->nodes[at], room);
        room += out[i].length;
    }
    return out;
}

uint8_t *input_hash_list(inputs *in, const char *name, size_t *count) {
    size_t text_bytes;
    size_t at = list(in, name, count, &text_bytes);
    uint8_t *out = (uint8_t *)memory(in, *count * 32);
    for (size_t i = 0; i < *count; i++, at = in->document->nodes[at].next)
        hex_of(in, &in->document->nodes[at], out + 32 * i, 32);
    return out;
}

int64_t *input_i64_list(inputs *in, const char *name, size_t *count) {
    size_t text_bytes;
    size_t at = list(in, name, count, &text_bytes);
    int64_t *out = (int64_t *)memory(in, *count * sizeof *out);
    for (size_t i = 0; i < *count; i++, at = in->document->nodes[at].next)
        out[i] = signed_of(in, &in->document->nodes[at]);
    return out;
}

uint32_t *input_u32_list(inputs *in, const char *name, size_t *count) {
    size_t text_bytes;
    size_t at = list(in, name, count, &text_bytes);
    uint32_t *out = (uint32_t *)memory(in, *count * sizeof *out);
    for (size_t i = 0; i < *count; i++, at = in->document->nodes[at].next)
        out[i] = (uint32_t)unsigned_of(in, &in->document->nodes[at], UINT32_MAX);
    return out;
}

coinj_proof_entry *input_proof(inputs *in, size_t *count) {
    size_t text_bytes;
    size_t at = list(in, "proof", count, &text_bytes);
    coinj_proof_entry *out = (coinj_proof_entry *)memory(in, *count * sizeof *out);
    for (size_t i = 0; i < *count; i++, at = in->document->nodes[at].next) {
        if (in->document->nodes[at].kind != JSON_OBJECT) {
            in->bad = 1;
            continue;
        }
        inputs entry;
        inputs_begin(&entry, in->document, at);
        input_fixed(&entry, "sibling", out[i].sibling, 32);
        const json_node *side = take(&entry, "is_right");
        if (!side || (side->kind != JSON_TRUE && side->kind != JSON_FALSE)) entry.bad = 1;
        out[i].is_right = side && side->kind == JSON_TRUE;
        if (!inputs_good(&entry)) in->bad = 1;
    }
    return out;
}
