/* eval: answers JSON Lines requests through coinjecture.h, one answer line each.
 *
 *     eval [--plant odd-node] < requests.jsonl
 *     eval --lists        the operations and result codes, a line each
 *
 * The protocol is that of `consensus eval`, so that whoever asks the other implementations can ask
 * the C interface the same. --plant computes with a wrong rule, to show that it is found. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "operations.h"

enum { LONGEST_LINE = 128 << 20 };

static void out_of_memory(void) {
    fprintf(stderr, "eval: out of memory\n");
    exit(1);
}

static void print_text(const char *text, size_t length) {
    putchar('"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

/* The id as it is echoed: nothing, a text, or an integer that 64 bits hold. Returns -1 for others. */
static int good_id(const json_node *id) {
    if (!id || id->kind == JSON_NULL || id->kind == JSON_TEXT) return 0;
    return id->kind == JSON_NUMBER && integer_fits(id) ? 0 : -1;
}

static void print_id(const json_node *id) {
    printf("{\"id\":");
    if (!id || id->kind == JSON_NULL)
        printf("null");
    else if (id->kind == JSON_TEXT)
        print_text(id->text, id->length);
    else
        printf("%.*s", (int)id->length, id->text);
}

static void refuse(const json_node *id, int32_t code, const char *text) {
    print_id(id);
    printf(",\"ok\":false,\"code\":%d,\"error\":", (int)code);
    print_text(text, strlen(text));
    puts("}");
}

static void answer_request(const json_document *d, int plant) {
    size_t op = json_member(d, 0, "op"), id_at = json_member(d, 0, "id");
    const json_node *id = id_at ? &d->nodes[id_at] : NULL;
    answer a;
    if (good_id(id)) {
        refuse(NULL, COINJ_ERR_INVALID_INPUT, "id: neither a string nor an integer from -2^63 to 2^64-1");
        return;
    }
    if (!op || d->nodes[op].kind != JSON_TEXT) {
        refuse(id, COINJ_ERR_INVALID_INPUT, op ? "op: not a string" : "op: missing");
        return;
    }
    if (operation_run(d, op, 0, id ? 2 : 1, plant, &a)) {
        refuse(id, COINJ_ERR_INVALID_INPUT, "op: no such operation");
        return;
    }
    if (a.code == COINJ_OK) {
        print_id(id);
        printf(",\"ok\":true,\"code\":0,\"value\":");
        fwrite(a.value, 1, a.length, stdout);
        puts("}");
    } else {
        /* Inputs that no C type holds are refused before a call, so there is no message of the library. */
        const char *own = a.code == COINJ_ERR_INVALID_INPUT ? "an input is missing, unknown, or not of its kind"
                                                            : "two functions of the library disagree";
        refuse(id, a.code, a.error.message[0] ? a.error.message : own);
    }
    answer_free(&a);
}

static void answer_line(const char *line, size_t length, int plant) {
    size_t blank = 0;
    const char *problem;
    json_document d;
    if (length && length <= (size_t)LONGEST_LINE + 1 && line[length - 1] == '\r') length--;
    if (length > LONGEST_LINE) {
        refuse(NULL, COINJ_ERR_INVALID_INPUT, "the line is longer than 128 MiB");
        return;
    }
    while (blank < length && (line[blank] == ' ' || line[blank] == '\t')) blank++;
    if (blank == length) return;
    if (json_parse(line, length, &d, &problem)) {
        refuse(NULL, COINJ_ERR_INVALID_INPUT, problem);
        return;
    }
    if (d.nodes[0].kind == JSON_OBJECT)
        answer_request(&d, plant);
    else
        refuse(NULL, COINJ_ERR_INVALID_INPUT, "a request is one JSON object");
    json_free(&d);
}

/* Lines of the input. A line that is too long is skipped and answered as such. */
typedef struct {
    char *bytes;
    size_t from, to, room;
} buffer;

/* Reads more; returns 0 at the end of the input and -1 when reading fails. */
static int fill(buffer *b) {
    if (fflush(stdout)) return -1;
    if (b->from) memmove(b->bytes, b->bytes + b->from, b->to - b->from);
    b->to -= b->from;
    b->from = 0;
    if (b->to == b->room) {
        b->room = b->room ? 2 * b->room : 1 << 16;
        b->bytes = (char *)realloc(b->bytes, b->room);
        if (!b->bytes) out_of_memory();
    }
    ssize_t got;
    do got = read(0, b->bytes + b->to, b->room - b->to);
    while (got < 0 && errno == EINTR);
    if (got > 0) b->to += (size_t)got;
    return got < 0 ? -1 : got > 0;
}

static int serve(int plant) {
    buffer b = {NULL, 0, 0, 0};
    size_t searched = 0;
    int skipping = 0, more = 1;
    while (more > 0) {
        more = fill(&b);
        for (;;) {
            char *start = b.bytes + b.from;
            char *end = b.to > b.from + searched ? (char *)memchr(start + searched, '\n', b.to - b.from - searched) : NULL;
            if (!end && (more || b.from == b.to)) break;
            size_t length = end ? (size_t)(end - start) : b.to - b.from;
            answer_line(start, skipping ? (size_t)LONGEST_LINE + 2 : length, plant);
            skipping = 0;
            searched = 0;
            b.from += length + (end ? 1 : 0);
        }
        searched = b.to - b.from;
        if (searched > (size_t)LONGEST_LINE + 1) {
            skipping = 1;
            searched = 0;
            b.from = b.to;
        }
    }
    if (skipping) answer_line(NULL, (size_t)LONGEST_LINE + 2, plant);
    free(b.bytes);
    return more < 0 || fflush(stdout) ? -1 : 0;
}

/* The operations and the codes of the header, a line each. */
static void lists(void) {
    static const int32_t codes[] = {COINJ_OK,                      COINJ_ERR_INVALID_INPUT, COINJ_ERR_OUT_OF_MEMORY,
                                    COINJ_ERR_VERIFICATION_FAILED, COINJ_ERR_ENCODING,      COINJ_ERR_INTERNAL};
    for (size_t n = 0; operation_name(n); n++) printf("operation %s\n", operation_name(n));
    for (size_t n = 0; n < sizeof codes / sizeof *codes; n++) printf("code %" PRId32 " %s\n", codes[n], coinj_code_name(codes[n]));
}

int main(int argc, char **argv) {
    coinj_error error;
    int plant = argc == 3 && !strcmp(argv[1], "--plant") && !strcmp(argv[2], "odd-node");
    if (argc == 2 && !strcmp(argv[1], "--version")) {
        printf("eval %s (kernel %s)\n", coinj_version(), coinj_kernel());
        return 0;
    }
    if (argc == 2 && !strcmp(argv[1], "--lists")) {
        lists();
        return 0;
    }
    if (argc != (plant ? 3 : 1)) {
        fprintf(stderr, "usage: eval [--plant odd-node] < requests.jsonl\n       eval --version\n       eval --lists\n");
        return 2;
    }
    if (coinj_init(&error) != COINJ_OK) {
        fprintf(stderr, "eval: %s\n", error.message);
        return 1;
    }
    if (serve(plant)) {
        perror("eval");
        return 1;
    }
    return 0;
}
