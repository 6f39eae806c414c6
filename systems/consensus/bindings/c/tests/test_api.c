/* Tests of coinjecture.h, valid as C11 and as C++11: layouts, check values, NULL and length rules,
 * errors, threads. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coinjecture.h"

#ifdef __cplusplus
#define ASSERT_LAYOUT(fact) static_assert(fact, #fact)
#else
#define ASSERT_LAYOUT(fact) _Static_assert(fact, #fact)
#endif

ASSERT_LAYOUT(sizeof(coinj_error) == 256 && offsetof(coinj_error, message) == 4);
ASSERT_LAYOUT(sizeof(coinj_bytes) == 16 && offsetof(coinj_bytes, length) == 8);
ASSERT_LAYOUT(sizeof(coinj_proof_entry) == 33 && offsetof(coinj_proof_entry, is_right) == 32);
ASSERT_LAYOUT(sizeof(coinj_header_v1) == 184);
ASSERT_LAYOUT(offsetof(coinj_header_v1, nonce) == 32);
ASSERT_LAYOUT(offsetof(coinj_header_v1, parent_hash) == 40);
ASSERT_LAYOUT(offsetof(coinj_header_v1, commitment) == 136);
ASSERT_LAYOUT(offsetof(coinj_header_v1, extra_data) == 168);
ASSERT_LAYOUT(sizeof(coinj_header_go208) == COINJ_GO208_BYTES);
ASSERT_LAYOUT(offsetof(coinj_header_go208, parent) == 8);
ASSERT_LAYOUT(offsetof(coinj_header_go208, state_root) == 40);
ASSERT_LAYOUT(offsetof(coinj_header_go208, tx_root) == 72);
ASSERT_LAYOUT(offsetof(coinj_header_go208, timestamp) == 104);
ASSERT_LAYOUT(offsetof(coinj_header_go208, validator) == 112);
ASSERT_LAYOUT(offsetof(coinj_header_go208, difficulty) == 144);
ASSERT_LAYOUT(offsetof(coinj_header_go208, nonce) == 152);
ASSERT_LAYOUT(offsetof(coinj_header_go208, gas_limit) == 160);
ASSERT_LAYOUT(offsetof(coinj_header_go208, gas_used) == 168);
ASSERT_LAYOUT(offsetof(coinj_header_go208, extra) == 176);
ASSERT_LAYOUT(sizeof(coinj_tx) == 200);
ASSERT_LAYOUT(offsetof(coinj_tx, timestamp) == 40);
ASSERT_LAYOUT(offsetof(coinj_tx, from) == 48);
ASSERT_LAYOUT(offsetof(coinj_tx, signature) == 112);
ASSERT_LAYOUT(offsetof(coinj_tx, data) == 176);
ASSERT_LAYOUT(offsetof(coinj_tx, tx_type) == 192);
ASSERT_LAYOUT(sizeof(coinj_problem) == 40 && offsetof(coinj_problem, tier) == 32);
ASSERT_LAYOUT(sizeof(coinj_solution) == 24 && offsetof(coinj_solution, timestamp) == 16);

static int failures;

#define CHECK(condition)                                                          \
    do {                                                                          \
        if (!(condition)) {                                                       \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
            failures++;                                                           \
        }                                                                         \
    } while (0)

static int is_hex(const uint8_t *bytes, const char *hex) {
    char text[65];
    for (int i = 0; i < 32; i++) snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    return strcmp(text, hex) == 0;
}

static void fill(uint8_t *bytes, int value) { memset(bytes, value, 32); }

static void check_values(void) {
    uint8_t a[32], b[32], c[32], d[32], out[32];
    CHECK(coinj_abi_version() == COINJ_ABI_VERSION);
    CHECK(coinj_sha256((const uint8_t *)"abc", 3, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    fill(a, 7);
    CHECK(coinj_epoch_salt(a, 258, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "e0b19e3a684a5305975ef70aee6c93cb7d241f5dae9aa27f22d0f3eb137f76b3"));
    fill(a, 1), fill(b, 2), fill(c, 3), fill(d, 4);
    CHECK(coinj_miner_salt(a, b, c, 258, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "223300135b5c75372f3aa6619573d467b4712c7cc1c0a0e6d77498a841537bfd"));
    CHECK(coinj_commitment(a, b, c, d, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "fefe0b60760d09ad6bc1add63edfb27b3fd077d1237a807c768a8e20416d1151"));

    coinj_header_v1 header;
    memset(&header, 0, sizeof header);
    header.codec_version = COINJ_CODEC_VERSION;
    header.timestamp = 1704067200;
    header.difficulty_target = 100;
    CHECK(coinj_header_v1_hash(&header, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "9e28bebb26c909a59795061a5e1f71abfe29874a4e8e7afedfba453cf87285dc"));

    int64_t elements[] = {1, -1, 200, -40, 70000, -5000000000};
    coinj_problem problem = {elements, 6, 9, 1000, COINJ_TIER_DESKTOP, 0};
    CHECK(coinj_problem_hash(&problem, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "77b73c37868fb2b371e8727b3ee421a0ddf35fa4d0829030bb03bc4691c3c763"));
    uint32_t indices[] = {1, 3, 300};
    coinj_solution solution = {indices, 3, -1};
    CHECK(coinj_solution_hash(&solution, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "2f284db71af59b472810c0cf365d7e67184907d33b7f677eedaf54440e5d472b"));
}

static void merkle_thousand(void) {
    static const char root[] = "4bce718601d6c6a2544cd997fe48f26e636eb54c4d6bd3866281cacadf66e584";
    enum { COUNT = 1000 };
    uint8_t *leaves = (uint8_t *)malloc(32 * COUNT);
    coinj_bytes *texts = (coinj_bytes *)malloc(COUNT * sizeof *texts);
    char names[COUNT][8];
    uint8_t out[32];
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "tx_%04d", i);
        texts[i].data = (const uint8_t *)names[i];
        texts[i].length = 7;
    }
    CHECK(coinj_sha256_many(texts, COUNT, leaves, NULL) == COINJ_OK);
    CHECK(coinj_merkle_root(COINJ_RULE_PROMOTE, leaves, COUNT, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, root));

    coinj_proof_entry entries[COINJ_MAX_PROOF_ENTRIES];
    size_t length = 99;
    uint8_t proof_root[32];
    CHECK(coinj_merkle_proof(COINJ_RULE_PROMOTE, leaves, COUNT, 999, entries, 3, &length, proof_root, NULL) ==
          COINJ_ERR_INVALID_INPUT);
    CHECK(length == 8); /* ten levels, two of which promote the last node */
    CHECK(coinj_merkle_proof(COINJ_RULE_PROMOTE, leaves, COUNT, 999, entries, 8, &length, proof_root, NULL) ==
          COINJ_OK);
    CHECK(is_hex(proof_root, root));
    CHECK(coinj_merkle_verify(COINJ_RULE_PROMOTE, leaves + 32 * 999, 999, COUNT, entries, length, out, NULL) ==
          COINJ_OK);
    CHECK(coinj_merkle_verify(COINJ_RULE_PROMOTE, leaves + 32 * 998, 999, COUNT, entries, length, out, NULL) ==
          COINJ_ERR_VERIFICATION_FAILED);
    CHECK(coinj_merkle_verify(COINJ_RULE_PROMOTE, leaves, 0, 0, entries, 0, out, NULL) == COINJ_ERR_INVALID_INPUT);
    entries[0].is_right = 2;
    CHECK(coinj_merkle_verify(COINJ_RULE_PROMOTE, leaves, 0, COUNT, entries, length, out, NULL) ==
          COINJ_ERR_INVALID_INPUT);

    CHECK(coinj_merkle_root_in_place(COINJ_RULE_PROMOTE, leaves, COUNT, leaves, NULL) == COINJ_OK);
    CHECK(is_hex(leaves, root));
    free(leaves);
    free(texts);
}

static void null_and_length_rules(void) {
    coinj_error error;
    uint8_t out[32], byte = 0;
    int64_t element = 0;
    memset(out, 0x55, sizeof out);
    CHECK(coinj_sha256(NULL, 1, out, &error) == COINJ_ERR_INVALID_INPUT);
    CHECK(error.code == COINJ_ERR_INVALID_INPUT && strstr(error.message, "data"));
    CHECK(out[0] == 0x55 && out[31] == 0x55);
    CHECK(coinj_sha256(&byte, SIZE_MAX, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_sha256(&byte, 1, NULL, &error) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_sha256(NULL, 0, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    CHECK(coinj_merkle_root(COINJ_RULE_PROMOTE, NULL, 0, out, NULL) == COINJ_OK);
    CHECK(is_hex(out, "0000000000000000000000000000000000000000000000000000000000000000"));
    CHECK(coinj_merkle_root(COINJ_RULE_PROMOTE, &byte, SIZE_MAX / 16, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_merkle_root(3, NULL, 0, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_merkle_root_data(NULL, 1, out, NULL) == COINJ_ERR_INVALID_INPUT);
    coinj_bytes bad = {NULL, 5};
    CHECK(coinj_merkle_root_data(&bad, 1, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_sha256_many(&bad, 1, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_sha256_many(NULL, 0, NULL, NULL) == COINJ_OK);
    CHECK(coinj_header_v1_hash(NULL, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_header_go208_hash(NULL, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_header_go208_hash_batch(NULL, 2, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_header_go208_hash_batch(NULL, 0, NULL, NULL) == COINJ_OK);
    CHECK(coinj_address(NULL, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_tx_hash(NULL, out, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_subset_sum_verify(5, &element, 1, 0, NULL, 0, 0, 0, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_subset_sum_verify(COINJ_TIER_MOBILE, NULL, 8, 0, NULL, 0, 0, 0, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_subset_sum_verify(COINJ_TIER_MOBILE, &element, 1, 0, NULL, 0, 0, 0, NULL) ==
          COINJ_ERR_VERIFICATION_FAILED);
}

static void headers_and_transactions(void) {
    coinj_header_v1 header, back;
    coinj_error error;
    uint8_t encoded[COINJ_MAX_HEADER_V1_BYTES], extra[COINJ_MAX_EXTRA_DATA + 1], copy[COINJ_MAX_EXTRA_DATA], out[64];
    size_t length = 0;
    memset(extra, 0xee, sizeof extra);
    memset(&header, 0, sizeof header);
    header.codec_version = 257; /* would be 1 if it were cut to a byte */
    CHECK(coinj_header_v1_hash(&header, out, &error) == COINJ_ERR_INVALID_INPUT);
    CHECK(strstr(error.message, "codec_version") != NULL);
    header.codec_version = 1;
    header.extra_data.data = extra;
    header.extra_data.length = sizeof extra;
    CHECK(coinj_header_v1_hash(&header, out, NULL) == COINJ_ERR_INVALID_INPUT);
    header.extra_data.length = COINJ_MAX_EXTRA_DATA;
    CHECK(coinj_header_v1_encode(&header, NULL, 0, &length, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(length > 512 && length <= sizeof encoded);
    CHECK(coinj_header_v1_encode(&header, encoded, length, &length, NULL) == COINJ_OK);
    CHECK(coinj_header_v1_decode(encoded, length, &back, copy, 255, NULL) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinj_header_v1_decode(encoded, length, &back, copy, 256, NULL) == COINJ_OK);
    CHECK(back.extra_data.data == copy && back.extra_data.length == 256 && !memcmp(copy, extra, 256));
    CHECK(coinj_header_v1_decode(encoded, length - 1, &back, copy, 256, NULL) == COINJ_ERR_ENCODING);
    CHECK(coinj_header_v1_decode(NULL, 0, &back, copy, 256, NULL) == COINJ_ERR_ENCODING);

    coinj_header_go208 headers[2];
    uint8_t flat[2 * COINJ_GO208_BYTES], again[64];
    memset(headers, 0x11, sizeof headers);
    headers[1].number = 2;
    CHECK(coinj_header_go208_encode(&headers[0], flat, NULL) == COINJ_OK);
    CHECK(coinj_header_go208_encode(&headers[1], flat + COINJ_GO208_BYTES, NULL) == COINJ_OK);
    CHECK(coinj_header_go208_hash_batch(headers, 2, out, NULL) == COINJ_OK);
    CHECK(coinj_header_go208_hash_encoded(flat, 2, again, NULL) == COINJ_OK);
    CHECK(!memcmp(out, again, 64) && memcmp(out, out + 32, 32));
    CHECK(coinj_sha256(flat, COINJ_GO208_BYTES, again, NULL) == COINJ_OK && !memcmp(out, again, 32));

    coinj_tx tx;
    memset(&tx, 0, sizeof tx);
    tx.codec_version = 1;
    CHECK(coinj_tx_hash(&tx, out, &error) == COINJ_ERR_INVALID_INPUT && strstr(error.message, "tx_type"));
    tx.tx_type = COINJ_TX_BOUNTY_PAYMENT;
    CHECK(coinj_tx_hash(&tx, out, NULL) == COINJ_OK);
    CHECK(coinj_tx_signing_message(&tx, encoded, 109, &length, NULL) == COINJ_ERR_INVALID_INPUT && length == 110);
    CHECK(coinj_tx_signing_message(&tx, encoded, 110, &length, NULL) == COINJ_OK && encoded[1] == 3);
}

/* Each thread provokes its own errors and must read its own messages. */
static void *own_errors(void *argument) {
    uint8_t out[32], leaf[32];
    long wrong = 0;
    int me = (int)(intptr_t)argument;
    fill(leaf, me);
    fill(out, 0xff);
    for (int i = 0; i < 20000; i++) {
        coinj_error error;
        memset(&error, 0, sizeof error);
        int32_t code;
        if (me % 2) {
            code = coinj_sha256(NULL, 1, out, &error);
            wrong += code != COINJ_ERR_INVALID_INPUT || !strstr(error.message, "data: NULL");
        } else {
            code = coinj_merkle_verify(COINJ_RULE_PROMOTE, leaf, 0, 1, NULL, 0, out, &error);
            wrong += code != COINJ_ERR_VERIFICATION_FAILED || !strstr(error.message, "another root");
        }
        wrong += error.code != code;
    }
    return (void *)(intptr_t)wrong;
}

static void threads(void) {
    pthread_t ids[8];
    for (int i = 0; i < 8; i++) CHECK(pthread_create(&ids[i], NULL, own_errors, (void *)(intptr_t)i) == 0);
    for (int i = 0; i < 8; i++) {
        void *wrong = NULL;
        CHECK(pthread_join(ids[i], &wrong) == 0 && wrong == NULL);
    }
}

int main(void) {
    CHECK(coinj_init(NULL) == COINJ_OK);
    CHECK(!strcmp(coinj_code_name(COINJ_ERR_ENCODING), "ENCODING") && !strcmp(coinj_code_name(77), "UNKNOWN"));
    check_values();
    merkle_thousand();
    null_and_length_rules();
    headers_and_transactions();
    threads();
    printf("%s: %s\n", __FILE__, failures ? "FAILED" : "ok");
    return failures ? 1 : 0;
}
