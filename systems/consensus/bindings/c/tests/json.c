#include "json.h"

#include <stdlib.h>
#include <string.h>

/* The parser calls itself for every level; this many fit any stack. Python's reader ends there too. */
enum { DEEPEST = 10000 };

typedef struct {
    const char *at;
    const char *end;
    json_document *document;
    size_t room;
    char *write;
    const char *problem;
} parser;

static int parse_value(parser *p, int depth);

static int fail(parser *p, const char *problem) {
    if (!p->problem) p->problem = problem;
    return -1;
}

static void skip_space(parser *p) {
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\n' || *p->at == '\r')) p->at++;
}

/* Adds a node and returns its place, or (size_t)-1. */
static size_t add(parser *p, json_kind kind) {
    json_document *d = p->document;
    if (d->count == p->room) {
        size_t room = p->room ? 2 * p->room : 1024;
        json_node *nodes = (json_node *)realloc(d->nodes, room * sizeof *nodes);
        if (!nodes) {
            fail(p, "out of memory");
            return (size_t)-1;
        }
        d->nodes = nodes;
        p->room = room;
    }
    d->nodes[d->count].kind = kind;
    d->nodes[d->count].text = p->at;
    d->nodes[d->count].length = 0;
    d->nodes[d->count].next = d->count + 1;
    return d->count++;
}

static int hex4(parser *p, unsigned *value) {
    *value = 0;
    for (int i = 0; i < 4; i++) {
        if (p->at == p->end) return fail(p, "a string is not closed");
        char c = *p->at++;
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                                : 16;
        if (digit == 16) return fail(p, "four hex digits are missing");
        *value = 16 * *value + digit;
    }
    return 0;
}

static void put_utf8(parser *p, unsigned c) {
    if (c < 0x80) {
        *p->write++ = (char)c;
    } else if (c < 0x800) {
        *p->write++ = (char)(0xc0 | c >> 6);
        *p->write++ = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        *p->write++ = (char)(0xe0 | c >> 12);
        *p->write++ = (char)(0x80 | (c >> 6 & 0x3f));
        *p->write++ = (char)(0x80 | (c & 0x3f));
    } else {
        *p->write++ = (char)(0xf0 | c >> 18);
        *p->write++ = (char)(0x80 | (c >> 12 & 0x3f));
        *p->write++ = (char)(0x80 | (c >> 6 & 0x3f));
        *p->write++ = (char)(0x80 | (c & 0x3f));
    }
}

static int parse_escape(parser *p) {
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    if (p->at == p->end) return fail(p, "a string is not closed");
    char kind = *p->at++;
    if (kind == 'u') {
        unsigned first, second;
        if (hex4(p, &first)) return -1;
        if (first >= 0xd800 && first < 0xdc00) {
            if (p->end - p->at < 2 || p->at[0] != '\\' || p->at[1] != 'u') return fail(p, "half a surrogate pair");
            p->at += 2;
            if (hex4(p, &second)) return -1;
            if (second < 0xdc00 || second > 0xdfff) return fail(p, "half a surrogate pair");
            first = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        } else if (first >= 0xdc00 && first < 0xe000) {
            return fail(p, "half a surrogate pair");
        }
        put_utf8(p, first);
        return 0;
    }
    const char *known = kind ? strchr(from, kind) : NULL;
    if (!known) return fail(p, "an escape that JSON does not have");
    *p->write++ = to[known - from];
    return 0;
}

static int parse_string(parser *p) {
    size_t node = add(p, JSON_TEXT);
    if (node == (size_t)-1) return -1;
    const char *start = p->write;
    p->at++;
    for (;;) {
        if (p->at == p->end) return fail(p, "a string is not closed");
        unsigned char c = (unsigned char)*p->at;
        if (c == '"') break;
        if (c < 0x20) return fail(p, "a control character inside a string");
        p->at++;
        if (c != '\\') {
            *p->write++ = (char)c;
        } else if (parse_escape(p)) {
            return -1;
        }
    }
    p->at++;
    p->document->nodes[node].text = start;
    p->document->nodes[node].length = (size_t)(p->write - start);
    return 0;
}

static int parse_digits(parser *p) {
    const char *start = p->at;
    while (p->at < p->end && *p->at >= '0' && *p->at <= '9') p->at++;
    return p->at == start ? fail(p, "a digit is missing") : 0;
}

static int parse_number(parser *p) {
    size_t node = add(p, JSON_NUMBER);
    if (node == (size_t)-1) return -1;
    const char *start = p->at;
    if (*p->at == '-') p->at++;
    if (p->at < p->end && *p->at == '0') {
        p->at++;
    } else if (parse_digits(p)) {
        return -1;
    }
    if (p->at < p->end && *p->at == '.') {
        p->at++;
        if (parse_digits(p)) return -1;
    }
    if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
        p->at++;
        if (p->at < p->end && (*p->at == '+' || *p->at == '-')) p->at++;
        if (parse_digits(p)) return -1;
    }
    p->document->nodes[node].length = (size_t)(p->at - start);
    return 0;
}

static int parse_word(parser *p) {
    static const struct {
        const char *word;
        json_kind kind;
    } words[] = {{"null", JSON_NULL}, {"true", JSON_TRUE}, {"false", JSON_FALSE}};
    for (size_t i = 0; i < 3; i++) {
        size_t length = strlen(words[i].word);
        if ((size_t)(p->end - p->at) >= length && !memcmp(p->at, words[i].word, length)) {
            if (add(p, words[i].kind) == (size_t)-1) return -1;
            p->at += length;
            return 0;
        }
    }
    return fail(p, "a value is missing");
}

static int by_text(const void *a, const void *b) {
    const json_node *x = *(const json_node *const *)a, *y = *(const json_node *const *)b;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    return memcmp(x->text, y->text, x->length);
}

/* Sorted, so that an object of a million keys takes no longer than a list. */
static int check_keys(parser *p, size_t object) {
    const json_node *nodes = p->document->nodes;
    size_t count = 0, n = 0;
    for (size_t at = object + 1; at < nodes[object].next; at = nodes[at + 1].next) count++;
    if (count < 2) return 0;
    const json_node **keys = (const json_node **)malloc(count * sizeof *keys);
    if (!keys) return fail(p, "out of memory");
    for (size_t at = object + 1; at < nodes[object].next; at = nodes[at + 1].next) keys[n++] = &nodes[at];
    qsort(keys, count, sizeof *keys, by_text);
    int twice = 0;
    for (size_t i = 1; i < count; i++) twice |= !by_text(&keys[i - 1], &keys[i]);
    free(keys);
    return twice ? fail(p, "a key occurs twice in an object") : 0;
}

static int parse_container(parser *p, int depth, json_kind kind, char close) {
    size_t node = add(p, kind);
    if (node == (size_t)-1) return -1;
    if (depth == DEEPEST) return fail(p, "nested deeper than ten thousand levels");
    p->at++;
    skip_space(p);
    if (p->at < p->end && *p->at == close) {
        p->at++;
        p->document->nodes[node].next = p->document->count;
        return 0;
    }
    for (;;) {
        skip_space(p);
        if (kind == JSON_OBJECT) {
            if (p->at == p->end || *p->at != '"') return fail(p, "a key is missing");
            if (parse_string(p)) return -1;
            skip_space(p);
            if (p->at == p->end || *p->at != ':') return fail(p, "a colon is missing");
            p->at++;
        }
        if (parse_value(p, depth + 1)) return -1;
        skip_space(p);
        if (p->at == p->end) return fail(p, "an array or object is not closed");
        char c = *p->at++;
        if (c == close) break;
        if (c != ',') return fail(p, "a comma is missing");
    }
    p->document->nodes[node].next = p->document->count;
    return kind == JSON_OBJECT ? check_keys(p, node) : 0;
}

static int parse_value(parser *p, int depth) {
    skip_space(p);
    if (p->at == p->end) return fail(p, "a value is missing");
    switch (*p->at) {
        case '{': return parse_container(p, depth, JSON_OBJECT, '}');
        case '[': return parse_container(p, depth, JSON_ARRAY, ']');
        case '"': return parse_string(p);
        case '-': case '0': case '1': case '2': case '3': case '4':
        case '5': case '6': case '7': case '8': case '9': return parse_number(p);
        default: return parse_word(p);
    }
}

/* Whether the bytes are UTF-8: shortest forms, no halves of surrogate pairs, nothing past U+10FFFF. */
static int is_utf8(const unsigned char *at, const unsigned char *end) {
    while (at < end) {
        unsigned char c = *at++;
        if (c < 0x80) continue;
        int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
        if (c < 0xc2 || c > 0xf4 || end - at < more) return 0;
        unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
        unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
        if (*at < low || *at > high) return 0;
        for (at++; --more; at++)
            if (*at < 0x80 || *at > 0xbf) return 0;
    }
    return 1;
}

int json_parse(const char *bytes, size_t length, json_document *document, const char **problem) {
    parser p;
    memset(&p, 0, sizeof p);
    memset(document, 0, sizeof *document);
    /* Unescaping never makes a text longer. */
    document->texts = (char *)malloc(length + 1);
    p.at = bytes;
    p.end = bytes + length;
    p.document = document;
    p.write = document->texts;
    if (!document->texts) {
        fail(&p, "out of memory");
    } else if (!is_utf8((const unsigned char *)bytes, (const unsigned char *)bytes + length)) {
        fail(&p, "not UTF-8");
    } else if (!parse_value(&p, 0)) {
        skip_space(&p);
        if (p.at < p.end) fail(&p, "something follows the value");
    }
    *problem = p.problem;
    if (p.problem) json_free(document);
    return p.problem ? -1 : 0;
}

void json_free(json_document *document) {
    free(document->nodes);
    free(document->texts);
    memset(document, 0, sizeof *document);
}

size_t json_member(const json_document *document, size_t object, const char *key) {
    const json_node *nodes = document->nodes;
    for (size_t at = object + 1; at < nodes[object].next; at = nodes[at + 1].next)
        if (json_is(document, at, key)) return at + 1;
    return 0;
}

int json_is(const json_document *document, size_t node, const char *text) {
    const json_node *n = &document->nodes[node];
    return n->kind == JSON_TEXT && n->length == strlen(text) && !memcmp(n->text, text, n->length);
}
