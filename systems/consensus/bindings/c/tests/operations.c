#include "operations.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const RULES[] = {"promote", "duplicate", "rfc6962"};
static const char *const TIERS[] = {"Mobile", "Desktop", "Workstation", "Server", "Cluster"};
static const char *const TX_TYPES[] = {"Transfer", "ProblemSubmission", "BountyPayment"};

/* ---- writing the answer ---- */

static void reserve(answer *a, size_t more) {
    if (a->length + more <= a->room) return;
    a->room = 2 * a->room + more;
    a->value = (char *)realloc(a->value, a->room);
    if (!a->value) {
        fprintf(stderr, "vectors: out of memory\n");
        exit(1);
    }
}

static void put(answer *a, const char *format, ...) {
    char text[128];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    reserve(a, (size_t)length);
    memcpy(a->value + a->length, text, (size_t)length);
    a->length += (size_t)length;
}

static void put_hex(answer *a, const uint8_t *bytes, size_t length) {
    static const char digits[] = "0123456789abcdef";
    reserve(a, 2 * length + 2);
    char *at = a->value + a->length;
    *at++ = '"';
    for (size_t i = 0; i < length; i++) {
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    *at = '"';
    a->length += 2 * length + 2;
}

static void put_field(answer *a, const char *name, const uint8_t *bytes, size_t length) {
    put(a, ",\"%s\":", name);
    put_hex(a, bytes, length);
}

void answer_free(answer *a) { free(a->value); }

/* The answer of an operation whose value is one hash. */
static void put_hash(answer *a, int32_t code, const uint8_t hash[32]) {
    a->code = code;
    if (code == COINJ_OK) put_hex(a, hash, 32);
}

static void put_verdict(answer *a, int32_t code) {
    a->code = code;
    if (code == COINJ_OK) put(a, "true");
}

/* The calls below are made only with inputs that their types can hold. */
#define NEEDS_GOOD(in, a)                     \
    if (!inputs_good(in)) {                   \
        (a)->code = COINJ_ERR_INVALID_INPUT;  \
        return;                               \
    }

/* ---- the operations ---- */

static void op_sha256(inputs *in, int plant, answer *a) {
    uint8_t hash[32];
    coinj_bytes data = input_bytes(in, "data");
    (void)plant;
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_sha256(data.data, data.length, hash, &a->error), hash);
}

static uint32_t input_rule(inputs *in, int plant, uint32_t *asked) {
    *asked = input_name(in, "rule", RULES, 3, 0);
    if (plant && *asked != COINJ_RULE_RFC6962) return *asked ^ 1u;
    return *asked;
}

static void op_merkle_root(inputs *in, int plant, answer *a) {
    uint8_t hash[32];
    uint32_t asked;
    size_t count;
    uint32_t rule = input_rule(in, plant, &asked);
    if (asked == COINJ_RULE_RFC6962) {
        coinj_bytes *leaves = input_bytes_list(in, "leaves", &count);
        NEEDS_GOOD(in, a);
        put_hash(a, coinj_merkle_root_data(leaves, count, hash, &a->error), hash);
        return;
    }
    uint8_t *leaves = input_hash_list(in, "leaves", &count);
    NEEDS_GOOD(in, a);
    uint8_t again[32];
    int32_t code = coinj_merkle_root(rule, leaves, count, hash, &a->error);
    if (code == COINJ_OK) {
        /* The two functions must agree. */
        code = coinj_merkle_root_in_place(rule, leaves, count, again, &a->error);
        if (code == COINJ_OK && memcmp(hash, again, 32)) code = COINJ_ERR_INTERNAL;
    }
    put_hash(a, code, hash);
}

static void op_merkle_proof(inputs *in, int plant, answer *a) {
    coinj_proof_entry entries[COINJ_MAX_PROOF_ENTRIES];
    uint8_t root[32];
    uint32_t asked;
    size_t count, length = 0;
    uint32_t rule = input_rule(in, plant, &asked);
    uint64_t index = input_u64(in, "index");
    if (asked == COINJ_RULE_RFC6962) {
        coinj_bytes *leaves = input_bytes_list(in, "leaves", &count);
        NEEDS_GOOD(in, a);
        a->code = coinj_merkle_proof_data(leaves, count, index, entries, COINJ_MAX_PROOF_ENTRIES, &length, root,
                                          &a->error);
    } else {
        uint8_t *leaves = input_hash_list(in, "leaves", &count);
        NEEDS_GOOD(in, a);
        a->code = coinj_merkle_proof(rule, leaves, count, index, entries, COINJ_MAX_PROOF_ENTRIES, &length, root,
                                     &a->error);
    }
    if (a->code != COINJ_OK) return;
    put(a, "{\"root\":");
    put_hex(a, root, 32);
    put(a, ",\"leaf_count\":%zu,\"proof\":[", count);
    for (size_t i = 0; i < length; i++) {
        put(a, "%s{\"sibling\":", i ? "," : "");
        put_hex(a, entries[i].sibling, 32);
        put(a, ",\"is_right\":%s}", entries[i].is_right ? "true" : "false");
    }
    put(a, "]}");
}

static void op_merkle_verify(inputs *in, int plant, answer *a) {
    uint8_t root[32], leaf[32];
    uint32_t asked;
    size_t count;
    uint32_t rule = input_rule(in, plant, &asked);
    uint64_t index = input_u64(in, "index");
    uint64_t leaf_count = input_u64(in, "leaf_count");
    coinj_proof_entry *proof = input_proof(in, &count);
    input_fixed(in, "root", root, 32);
    if (asked == COINJ_RULE_RFC6962) {
        coinj_bytes data = input_bytes(in, "leaf");
        NEEDS_GOOD(in, a);
        put_verdict(a, coinj_merkle_verify_data(data.data, data.length, index, leaf_count, proof, count, root,
                                                &a->error));
        return;
    }
    input_fixed(in, "leaf", leaf, 32);
    NEEDS_GOOD(in, a);
    put_verdict(a, coinj_merkle_verify(rule, leaf, index, leaf_count, proof, count, root, &a->error));
}

static void op_header_v1(inputs *in, int plant, answer *a) {
    coinj_header_v1 header;
    uint8_t encoded[COINJ_MAX_HEADER_V1_BYTES], hash[32];
    size_t length;
    (void)plant;
    header.codec_version = input_u64(in, "codec_version");
    header.block_index = input_u64(in, "block_index");
    header.timestamp = input_i64(in, "timestamp");
    header.difficulty_target = input_u64(in, "difficulty_target");
    header.nonce = input_u64(in, "nonce");
    input_fixed(in, "parent_hash", header.parent_hash, 32);
    input_fixed(in, "merkle_root", header.merkle_root, 32);
    input_fixed(in, "miner_address", header.miner_address, 32);
    input_fixed(in, "commitment", header.commitment, 32);
    header.extra_data = input_bytes(in, "extra_data");
    NEEDS_GOOD(in, a);
    a->code = coinj_header_v1_encode(&header, encoded, sizeof encoded, &length, &a->error);
    if (a->code == COINJ_OK) a->code = coinj_header_v1_hash(&header, hash, &a->error);
    if (a->code != COINJ_OK) return;
    put(a, "{\"encoded\":");
    put_hex(a, encoded, length);
    put_field(a, "hash", hash, 32);
    put(a, "}");
}

static void op_header_go208(inputs *in, int plant, answer *a) {
    coinj_header_go208 header;
    uint8_t encoded[COINJ_GO208_BYTES], hash[32], again[64];
    (void)plant;
    header.number = input_u64(in, "number");
    input_fixed(in, "parent", header.parent, 32);
    input_fixed(in, "state_root", header.state_root, 32);
    input_fixed(in, "tx_root", header.tx_root, 32);
    header.timestamp = input_i64(in, "timestamp");
    input_fixed(in, "validator", header.validator, 32);
    header.difficulty = input_u64(in, "difficulty");
    header.nonce = input_u64(in, "nonce");
    header.gas_limit = input_u64(in, "gas_limit");
    header.gas_used = input_u64(in, "gas_used");
    input_fixed(in, "extra", header.extra, 32);
    NEEDS_GOOD(in, a);
    a->code = coinj_header_go208_encode(&header, encoded, &a->error);
    if (a->code == COINJ_OK) a->code = coinj_header_go208_hash(&header, hash, &a->error);
    /* The batch functions must agree. */
    if (a->code == COINJ_OK) a->code = coinj_header_go208_hash_batch(&header, 1, again, &a->error);
    if (a->code == COINJ_OK) a->code = coinj_header_go208_hash_encoded(encoded, 1, again + 32, &a->error);
    if (a->code != COINJ_OK) return;
    if (memcmp(hash, again, 32) || memcmp(hash, again + 32, 32)) {
        a->code = COINJ_ERR_INTERNAL;
        return;
    }
    put(a, "{\"encoded\":");
    put_hex(a, encoded, sizeof encoded);
    put_field(a, "hash", hash, 32);
    put(a, "}");
}

static void read_tx(inputs *in, coinj_tx *tx) {
    memset(tx, 0, sizeof *tx);
    tx->codec_version = input_u64(in, "codec_version");
    tx->tx_type = input_name(in, "tx_type", TX_TYPES, 3, COINJ_TX_TRANSFER);
    input_fixed(in, "from", tx->from, 32);
    input_fixed(in, "to", tx->to, 32);
    tx->amount = input_u64(in, "amount");
    tx->nonce = input_u64(in, "nonce");
    tx->gas_limit = input_u64(in, "gas_limit");
    tx->gas_price = input_u64(in, "gas_price");
    tx->data = input_bytes(in, "data");
    tx->timestamp = input_i64(in, "timestamp");
}

static void op_tx_hash(inputs *in, int plant, answer *a) {
    coinj_tx tx;
    uint8_t hash[32];
    (void)plant;
    read_tx(in, &tx);
    input_fixed(in, "signature", tx.signature, sizeof tx.signature);
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_tx_hash(&tx, hash, &a->error), hash);
}

static void op_tx_signing_message(inputs *in, int plant, answer *a) {
    coinj_tx tx;
    size_t length = 0;
    (void)plant;
    read_tx(in, &tx);
    NEEDS_GOOD(in, a);
    size_t room = tx.data.length + 256;
    uint8_t *message = (uint8_t *)malloc(room);
    a->code = message ? coinj_tx_signing_message(&tx, message, room, &length, &a->error) : COINJ_ERR_OUT_OF_MEMORY;
    if (a->code == COINJ_OK) put_hex(a, message, length);
    free(message);
}

static void op_problem_hash(inputs *in, int plant, answer *a) {
    static const char *const types[] = {"SubsetSum"};
    coinj_problem problem;
    uint8_t hash[32];
    (void)plant;
    memset(&problem, 0, sizeof problem);
    input_name(in, "problem_type", types, 1, 0);
    problem.tier = input_tier(in);
    problem.elements = input_i64_list(in, "elements", &problem.element_count);
    problem.target = input_i64(in, "target");
    problem.timestamp = input_i64(in, "timestamp");
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_problem_hash(&problem, hash, &a->error), hash);
}

static void op_solution_hash(inputs *in, int plant, answer *a) {
    coinj_solution solution;
    uint8_t hash[32];
    (void)plant;
    solution.indices = input_u32_list(in, "indices", &solution.index_count);
    solution.timestamp = input_i64(in, "timestamp");
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_solution_hash(&solution, hash, &a->error), hash);
}

static void op_subset_sum_verify(inputs *in, int plant, answer *a) {
    size_t element_count, index_count;
    (void)plant;
    uint32_t tier = input_tier(in);
    int64_t *elements = input_i64_list(in, "elements", &element_count);
    int64_t target = input_i64(in, "target");
    uint32_t *indices = input_u32_list(in, "indices", &index_count);
    uint64_t max_ops = input_u64(in, "max_ops");
    uint64_t max_memory = input_u64(in, "max_memory");
    NEEDS_GOOD(in, a);
    put_verdict(a, coinj_subset_sum_verify(tier, elements, element_count, target, indices, index_count, max_ops,
                                           max_memory, &a->error));
}

static void op_epoch_salt(inputs *in, int plant, answer *a) {
    uint8_t parent[32], hash[32];
    (void)plant;
    input_fixed(in, "parent", parent, 32);
    uint64_t index = input_u64(in, "index");
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_epoch_salt(parent, index, hash, &a->error), hash);
}

static void op_miner_salt(inputs *in, int plant, answer *a) {
    uint8_t key[32], epoch_salt[32], parent[32], hash[32];
    (void)plant;
    input_fixed(in, "key", key, 32);
    input_fixed(in, "epoch_salt", epoch_salt, 32);
    input_fixed(in, "parent", parent, 32);
    uint64_t index = input_u64(in, "index");
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_miner_salt(key, epoch_salt, parent, index, hash, &a->error), hash);
}

static void op_commitment(inputs *in, int plant, answer *a) {
    uint8_t epoch_salt[32], problem_hash[32], solution_hash[32], miner_salt[32], hash[32];
    (void)plant;
    input_fixed(in, "epoch_salt", epoch_salt, 32);
    input_fixed(in, "problem_hash", problem_hash, 32);
    input_fixed(in, "solution_hash", solution_hash, 32);
    input_fixed(in, "miner_salt", miner_salt, 32);
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_commitment(epoch_salt, problem_hash, solution_hash, miner_salt, hash, &a->error), hash);
}

static void op_escrow_id(inputs *in, int plant, answer *a) {
    uint8_t submitter[32], problem_hash[32], hash[32];
    (void)plant;
    input_fixed(in, "submitter", submitter, 32);
    input_fixed(in, "problem_hash", problem_hash, 32);
    uint64_t block = input_u64(in, "block");
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_escrow_id(submitter, problem_hash, block, hash, &a->error), hash);
}

static void op_address(inputs *in, int plant, answer *a) {
    uint8_t pubkey[32], hash[32];
    (void)plant;
    input_fixed(in, "pubkey", pubkey, 32);
    NEEDS_GOOD(in, a);
    put_hash(a, coinj_address(pubkey, hash, &a->error), hash);
}

static void op_ed25519_verify(inputs *in, int plant, answer *a) {
    uint8_t public_key[32], signature[COINJ_SIGNATURE_BYTES];
    (void)plant;
    input_fixed(in, "public_key", public_key, 32);
    coinj_bytes message = input_bytes(in, "message");
    input_fixed(in, "signature", signature, sizeof signature);
    NEEDS_GOOD(in, a);
    put_verdict(a, coinj_ed25519_verify(public_key, message.data, message.length, signature, &a->error));
}

static void decode_header(coinj_bytes data, answer *a) {
    coinj_header_v1 h;
    uint8_t extra[COINJ_MAX_EXTRA_DATA];
    a->code = coinj_header_v1_decode(data.data, data.length, &h, extra, sizeof extra, &a->error);
    if (a->code != COINJ_OK) return;
    put(a, "{\"codec_version\":%" PRIu64 ",\"block_index\":%" PRIu64, h.codec_version, h.block_index);
    put(a, ",\"timestamp\":%" PRId64, h.timestamp);
    put_field(a, "parent_hash", h.parent_hash, 32);
    put_field(a, "merkle_root", h.merkle_root, 32);
    put_field(a, "miner_address", h.miner_address, 32);
    put_field(a, "commitment", h.commitment, 32);
    put(a, ",\"difficulty_target\":%" PRIu64 ",\"nonce\":%" PRIu64, h.difficulty_target, h.nonce);
    put_field(a, "extra_data", h.extra_data.data, h.extra_data.length);
    put(a, "}");
}

static void decode_tx(coinj_bytes data, answer *a) {
    coinj_tx tx;
    uint8_t *room = (uint8_t *)malloc(data.length + 1);
    a->code = coinj_tx_decode(data.data, data.length, &tx, room, data.length, &a->error);
    if (a->code == COINJ_OK) {
        put(a, "{\"codec_version\":%" PRIu64 ",\"tx_type\":\"%s\"", tx.codec_version, TX_TYPES[tx.tx_type - 1]);
        put_field(a, "from", tx.from, 32);
        put_field(a, "to", tx.to, 32);
        put(a, ",\"amount\":%" PRIu64 ",\"nonce\":%" PRIu64, tx.amount, tx.nonce);
        put(a, ",\"gas_limit\":%" PRIu64 ",\"gas_price\":%" PRIu64, tx.gas_limit, tx.gas_price);
        put_field(a, "signature", tx.signature, 64);
        put_field(a, "data", tx.data.data, tx.data.length);
        put(a, ",\"timestamp\":%" PRId64 "}", tx.timestamp);
    }
    free(room);
}

static void decode_problem(coinj_bytes data, answer *a) {
    coinj_problem problem;
    int64_t *room = (int64_t *)calloc(data.length + 1, sizeof *room);
    a->code = coinj_problem_decode(data.data, data.length, &problem, room, data.length, &a->error);
    if (a->code == COINJ_OK) {
        put(a, "{\"problem_type\":\"SubsetSum\",\"tier\":\"%s\",\"elements\":[", TIERS[problem.tier]);
        for (size_t i = 0; i < problem.element_count; i++)
            put(a, "%s%" PRId64, i ? "," : "", problem.elements[i]);
        put(a, "],\"target\":%" PRId64 ",\"timestamp\":%" PRId64 "}", problem.target, problem.timestamp);
    }
    free(room);
}

static void decode_solution(coinj_bytes data, answer *a) {
    coinj_solution solution;
    uint32_t *room = (uint32_t *)calloc(data.length + 1, sizeof *room);
    a->code = coinj_solution_decode(data.data, data.length, &solution, room, data.length, &a->error);
    if (a->code == COINJ_OK) {
        put(a, "{\"indices\":[");
        for (size_t i = 0; i < solution.index_count; i++) put(a, "%s%" PRIu32, i ? "," : "", solution.indices[i]);
        put(a, "],\"timestamp\":%" PRId64 "}", solution.timestamp);
    }
    free(room);
}

static void op_msgpack_decode_strict(inputs *in, int plant, answer *a) {
    static const char *const types[] = {"header_v1", "tx", "problem", "solution"};
    static void (*const decoders[])(coinj_bytes, answer *) = {decode_header, decode_tx, decode_problem,
                                                              decode_solution};
    (void)plant;
    uint32_t type = input_name(in, "type", types, 4, 0);
    coinj_bytes data = input_bytes(in, "data");
    NEEDS_GOOD(in, a);
    decoders[type](data, a);
}

static const struct {
    const char *name;
    void (*run)(inputs *, int, answer *);
} OPERATIONS[] = {
    {"sha256", op_sha256},
    {"merkle_root", op_merkle_root},
    {"merkle_proof", op_merkle_proof},
    {"merkle_verify", op_merkle_verify},
    {"header_v1", op_header_v1},
    {"header_go208", op_header_go208},
    {"tx_hash", op_tx_hash},
    {"tx_signing_message", op_tx_signing_message},
    {"problem_hash", op_problem_hash},
    {"solution_hash", op_solution_hash},
    {"subset_sum_verify", op_subset_sum_verify},
    {"epoch_salt", op_epoch_salt},
    {"miner_salt", op_miner_salt},
    {"commitment", op_commitment},
    {"escrow_id", op_escrow_id},
    {"address", op_address},
    {"ed25519_verify", op_ed25519_verify},
    {"msgpack_decode_strict", op_msgpack_decode_strict},
};

const char *operation_name(size_t n) { return n < sizeof OPERATIONS / sizeof *OPERATIONS ? OPERATIONS[n].name : NULL; }

int operation_run(const json_document *document, size_t op, size_t inputs_object, size_t besides, int plant,
                  answer *out) {
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++) {
        if (!json_is(document, op, OPERATIONS[i].name)) continue;
        inputs in;
        inputs_begin(&in, document, inputs_object);
        in.taken = besides;
        OPERATIONS[i].run(&in, plant, out);
        inputs_end(&in);
        return 0;
    }
    return -1;
}
