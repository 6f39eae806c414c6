/* A strict JSON reader for the vector runner (RFC 8259). Numbers stay text, so that 64-bit integers
 * are exact and 1.0 is not an integer. The document is a flat array of nodes; a node's children follow
 * it, and `next` is the node after all of them. */
#ifndef JSON_H
#define JSON_H

#include <stddef.h>

typedef enum { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT } json_kind;

typedef struct json_node {
    json_kind kind;
    const char *text; /* of numbers and texts (unescaped); not 0-terminated */
    size_t length;    /* of the text */
    size_t next;
} json_node;

typedef struct json_document {
    json_node *nodes;
    size_t count;
    char *texts; /* room for unescaped texts */
} json_document;

/* Parses `length` bytes, which must outlive the document. Returns 0, or -1 with `*problem` set. */
int json_parse(const char *bytes, size_t length, json_document *document, const char **problem);

void json_free(json_document *document);

/* The value of `key` in the object at `object`, or 0 when there is none (0 is never a member). */
size_t json_member(const json_document *document, size_t object, const char *key);

/* Whether the node is a text equal to `text`. */
int json_is(const json_document *document, size_t node, const char *text);

#endif
