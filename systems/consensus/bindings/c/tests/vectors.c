/* vectors: runs vector files through coinjecture.h.
 *
 *     vectors [--plant odd-node] FILES...
 *
 * Prints how many vectors were read, run and passed; the status is 0 only when the three are equal
 * and not 0. A vector that cannot be read or run fails the whole run. --plant computes with a wrong
 * rule, to show that the vectors find it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operations.h"

typedef struct {
    size_t read, run, passed, failed;
    char **names; /* of all vectors so far */
    size_t name_room;
} counts;

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;
    if (!file) return NULL;
    if (!fseek(file, 0, SEEK_END) && (size = ftell(file)) >= 0 && !fseek(file, 0, SEEK_SET)) {
        bytes = (char *)malloc((size_t)size + 1);
        *length = (size_t)size;
        if (bytes && fread(bytes, 1, *length, file) != *length) {
            free(bytes);
            bytes = NULL;
        }
    }
    fclose(file);
    return bytes;
}

/* JSON equality of two nodes; keys in any order, numbers as written. */
static int equal(const json_document *a, size_t i, const json_document *b, size_t j) {
    const json_node *x = &a->nodes[i], *y = &b->nodes[j];
    if (x->kind != y->kind) return 0;
    if (x->kind == JSON_TEXT || x->kind == JSON_NUMBER)
        return x->length == y->length && !memcmp(x->text, y->text, x->length);
    if (x->kind != JSON_ARRAY && x->kind != JSON_OBJECT) return 1;
    size_t left = 0, right = 0;
    for (size_t at = j + 1; at < y->next; at = b->nodes[at].next) right++;
    if (x->kind == JSON_ARRAY) {
        size_t other = j + 1;
        for (size_t at = i + 1; at < x->next; at = a->nodes[at].next, other = b->nodes[other].next)
            if (left++ >= right || !equal(a, at, b, other)) return 0;
        return left == right;
    }
    for (size_t at = i + 1; at < x->next; at = a->nodes[at + 1].next, left += 2) {
        size_t other = j + 1;
        while (other < y->next && !equal(a, at, b, other)) other = b->nodes[other + 1].next;
        if (other >= y->next || !equal(a, at + 1, b, other + 1)) return 0;
    }
    return left == right;
}

/* Whether the object has exactly the given keys, of which the last `optional` may be missing. */
static int has_keys(const json_document *d, size_t object, const char *const *keys, size_t count, size_t optional) {
    if (d->nodes[object].kind != JSON_OBJECT) return 0;
    size_t found = 0, members = 0;
    for (size_t i = 0; i < count; i++) {
        int there = json_member(d, object, keys[i]) != 0;
        if (!there && i < count - optional) return 0;
        found += (size_t)there;
    }
    for (size_t at = object + 1; at < d->nodes[object].next; at = d->nodes[at + 1].next) members++;
    return members == found;
}

static int new_name(counts *c, const json_node *name) {
    for (size_t i = 0; i + 1 < c->read; i++)
        if (c->names[i] && strlen(c->names[i]) == name->length && !memcmp(c->names[i], name->text, name->length))
            return 0;
    char *copy = (char *)malloc(name->length + 1);
    if (!copy) exit(1);
    memcpy(copy, name->text, name->length);
    copy[name->length] = 0;
    c->names[c->read - 1] = copy;
    return 1;
}

/* Runs one vector; returns NULL when it passed, else what is wrong. */
static const char *check(const json_document *d, size_t vector, int plant, counts *c) {
    static const char *const keys[] = {"name", "op", "inputs", "expected", "source"};
    static const char *const expected_keys[] = {"code", "value"};
    if (!has_keys(d, vector, keys, 5, 0)) return "not exactly the keys of a vector";
    size_t expected = json_member(d, vector, "expected");
    size_t in = json_member(d, vector, "inputs");
    const json_node *name = &d->nodes[json_member(d, vector, "name")];
    const json_node *source = &d->nodes[json_member(d, vector, "source")];
    if (name->kind != JSON_TEXT || !name->length || source->kind != JSON_TEXT || !source->length)
        return "name and source must be texts";
    if (!new_name(c, name)) return "another vector has this name";
    if (d->nodes[in].kind != JSON_OBJECT) return "inputs: not an object";
    if (!has_keys(d, expected, expected_keys, 2, 1)) return "expected: not exactly code and value";
    const json_node *code = &d->nodes[json_member(d, expected, "code")];
    size_t value = json_member(d, expected, "value");
    if (code->kind != JSON_NUMBER || code->length != 1) return "expected: no code";
    if ((code->text[0] == '0') != (value != 0)) return "expected: a value must be there exactly when the code is 0";

    answer a;
    const char *problem = NULL;
    if (operation_run(d, json_member(d, vector, "op"), in, 0, plant, &a)) return "no such operation";
    c->run++;
    if (a.code != code->text[0] - '0') {
        problem = "another code";
    } else if (value) {
        json_document got;
        if (json_parse(a.value, a.length, &got, &problem) == 0) {
            if (!equal(&got, 0, d, value)) problem = "another value";
            json_free(&got);
        }
    }
    answer_free(&a);
    if (!problem) c->passed++;
    return problem;
}

static void run_file(const char *path, int plant, counts *c) {
    size_t length = 0;
    const char *problem = "cannot be read";
    char *bytes = read_file(path, &length);
    json_document d;
    if (!bytes || json_parse(bytes, length, &d, &problem)) {
        fprintf(stderr, "%s: %s\n", path, problem);
        c->failed++;
        free(bytes);
        return;
    }
    if (d.nodes[0].kind != JSON_ARRAY) {
        fprintf(stderr, "%s: not a JSON array of vectors\n", path);
        c->failed++;
    } else {
        for (size_t at = 1; at < d.nodes[0].next; at = d.nodes[at].next) {
            if (++c->read > c->name_room) {
                size_t room = 2 * c->read + 64;
                c->names = (char **)realloc(c->names, room * sizeof *c->names);
                if (!c->names) exit(1);
                memset(c->names + c->name_room, 0, (room - c->name_room) * sizeof *c->names);
                c->name_room = room;
            }
            const char *wrong = check(&d, at, plant, c);
            if (wrong) {
                c->failed++;
                fprintf(stderr, "%s: %s: %s\n", path, c->names[c->read - 1] ? c->names[c->read - 1] : "?", wrong);
            }
        }
    }
    json_free(&d);
    free(bytes);
}

int main(int argc, char **argv) {
    counts c;
    coinj_error error;
    int plant = 0, first = 1;
    memset(&c, 0, sizeof c);
    if (argc > 2 && !strcmp(argv[1], "--plant") && !strcmp(argv[2], "odd-node")) {
        plant = 1;
        first = 3;
    }
    if (argc == 2 && !strcmp(argv[1], "--version")) {
        printf("vectors %s (kernel %s)\n", coinj_version(), coinj_kernel());
        return 0;
    }
    if (first >= argc || argv[first][0] == '-') {
        fprintf(stderr, "usage: vectors [--plant odd-node] FILES...\n       vectors --version\n");
        return 2;
    }
    if (coinj_init(&error) != COINJ_OK) {
        fprintf(stderr, "vectors: %s\n", error.message);
        return 1;
    }
    for (int i = first; i < argc; i++) run_file(argv[i], plant, &c);
    for (size_t i = 0; i < c.read; i++) free(c.names[i]);
    free(c.names);
    printf("c (%s, %s): %zu read, %zu run, %zu passed\n", coinj_kernel(), coinj_version(), c.read, c.run, c.passed);
    return c.read && c.read == c.run && c.run == c.passed && !c.failed ? 0 : 1;
}
