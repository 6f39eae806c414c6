/* coinjecture.h: the hashing rules of the coinjecture chain for C and C++.
 *
 * Every function that can fail returns a result code (COINJ_OK is 0) and takes a `coinj_error *` as
 * its last argument: a place of the caller's for the code and a message, or NULL. It is written on
 * failure only. There is no global error state.
 *
 * Threads: every function may be called from any thread at any time.
 * Ownership: the library keeps no pointer after a call and hands out no memory to free.
 * NULL: a NULL pointer with length or count 0 is the empty input. Any other NULL is
 * COINJ_ERR_INVALID_INPUT, except `error`.
 * Output: on failure outputs are not written, except `length`, which tells the needed size when a
 * buffer is too short. An output of one hash may overlap an input; outputs of several hashes or of
 * variable length must not.
 * No panic or exception ever leaves the library; a fault inside it is COINJ_ERR_INTERNAL.
 */
#ifndef COINJECTURE_H
#define COINJECTURE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- constants ---- */

/* The version of the library this header belongs to; compare with coinj_version(). */
#define COINJ_VERSION "0.1.0"

/* Changes when a struct or a signature changes; compare with coinj_abi_version(). */
#define COINJ_ABI_VERSION 1u

typedef enum CoinjResult {
    COINJ_OK = 0,
    COINJ_ERR_INVALID_INPUT = 1,       /* a length, a range, a limit, an unknown name, a NULL */
    COINJ_ERR_OUT_OF_MEMORY = 2,       /* the machine has no memory for the work */
    COINJ_ERR_VERIFICATION_FAILED = 3, /* the question is well formed, the answer is no */
    COINJ_ERR_ENCODING = 4,            /* the bytes are not the encoding of any valid value */
    COINJ_ERR_INTERNAL = 5             /* a fault of the library; never a verdict on the input */
} CoinjResult;

/* How a Merkle tree treats its odd node. */
enum {
    COINJ_RULE_PROMOTE = 0,   /* it goes up unchanged */
    COINJ_RULE_DUPLICATE = 1, /* it is hashed with itself */
    COINJ_RULE_RFC6962 = 2    /* it goes up unchanged; leaves and nodes have prefixes */
};

enum {
    COINJ_TIER_MOBILE = 0,      /*  8 to 12 elements */
    COINJ_TIER_DESKTOP = 1,     /* 12 to 16 */
    COINJ_TIER_WORKSTATION = 2, /* 16 to 20 */
    COINJ_TIER_SERVER = 3,      /* 20 to 24 */
    COINJ_TIER_CLUSTER = 4      /* 24 to 32 */
};

enum {
    COINJ_TX_TRANSFER = 1,
    COINJ_TX_PROBLEM_SUBMISSION = 2,
    COINJ_TX_BOUNTY_PAYMENT = 3
};

enum {
    COINJ_CODEC_VERSION = 1,
    COINJ_HASH_BYTES = 32,
    COINJ_SIGNATURE_BYTES = 64,
    COINJ_GO208_BYTES = 208,
    COINJ_MAX_HEADER_V1_BYTES = 832, /* no encoded header is longer */
    COINJ_MAX_EXTRA_DATA = 256,
    COINJ_MAX_TX_DATA = 1048576,
    COINJ_MAX_PROOF_ENTRIES = 64,    /* no proof is longer */
    COINJ_MESSAGE_BYTES = 252
};

/* ---- types ---- */

/* Where a function says what went wrong. */
typedef struct coinj_error {
    int32_t code;                      /* the returned code */
    char message[COINJ_MESSAGE_BYTES]; /* UTF-8, ends with 0, cut at a character if too long */
} coinj_error;

/* Bytes of the caller. */
typedef struct coinj_bytes {
    const uint8_t *data;
    size_t length;
} coinj_bytes;

/* One step of a Merkle proof, from leaf to root. */
typedef struct coinj_proof_entry {
    uint8_t sibling[COINJ_HASH_BYTES];
    uint8_t is_right; /* 1: the parent is hash(node, sibling); 0: hash(sibling, node) */
} coinj_proof_entry;

/* A header in the msgpack encoding. */
typedef struct coinj_header_v1 {
    uint64_t codec_version; /* COINJ_CODEC_VERSION */
    uint64_t block_index;
    int64_t timestamp; /* seconds since 1970 */
    uint64_t difficulty_target;
    uint64_t nonce;
    uint8_t parent_hash[COINJ_HASH_BYTES];
    uint8_t merkle_root[COINJ_HASH_BYTES];
    uint8_t miner_address[COINJ_HASH_BYTES];
    uint8_t commitment[COINJ_HASH_BYTES];
    coinj_bytes extra_data; /* at most COINJ_MAX_EXTRA_DATA bytes */
} coinj_header_v1;

/* A header in the fixed layout; on a little-endian machine it lies in memory as it is encoded. */
typedef struct coinj_header_go208 {
    uint64_t number;
    uint8_t parent[COINJ_HASH_BYTES];
    uint8_t state_root[COINJ_HASH_BYTES];
    uint8_t tx_root[COINJ_HASH_BYTES];
    int64_t timestamp; /* seconds since 1970 */
    uint8_t validator[COINJ_HASH_BYTES];
    uint64_t difficulty;
    uint64_t nonce;
    uint64_t gas_limit;
    uint64_t gas_used;
    uint8_t extra[COINJ_HASH_BYTES];
} coinj_header_go208;

typedef struct coinj_tx {
    uint64_t codec_version; /* COINJ_CODEC_VERSION */
    uint64_t amount;
    uint64_t nonce;
    uint64_t gas_limit;
    uint64_t gas_price;
    int64_t timestamp; /* seconds since 1970 */
    uint8_t from[COINJ_HASH_BYTES];
    uint8_t to[COINJ_HASH_BYTES];
    uint8_t signature[COINJ_SIGNATURE_BYTES]; /* not part of the signing message */
    coinj_bytes data;                         /* at most COINJ_MAX_TX_DATA bytes */
    uint32_t tx_type;                         /* COINJ_TX_... */
    uint32_t reserved;                        /* 0 */
} coinj_tx;

/* A subset-sum problem. */
typedef struct coinj_problem {
    const int64_t *elements;
    size_t element_count;
    int64_t target;
    int64_t timestamp; /* seconds since 1970 */
    uint32_t tier;     /* COINJ_TIER_... */
    uint32_t reserved; /* 0 */
} coinj_problem;

typedef struct coinj_solution {
    const uint32_t *indices;
    size_t index_count;
    int64_t timestamp; /* seconds since 1970 */
} coinj_solution;

/* ---- the library ---- */

/* The ABI this library was built with. */
uint32_t coinj_abi_version(void);

/* Chooses the SHA-256 kernel, tests it with known answers, and reports a wrong COINJECTURE_SHA256.
 * Optional: every function does it on first use, but silently. */
int32_t coinj_init(coinj_error *error);

/* The version of the library ("0.1.0"); never NULL. */
const char *coinj_version(void);

/* What hashes on this processor, never NULL: single messages by one kernel, trees (levels of nine
 * nodes and more) by another. coinj_kernel() names both in one word, as "shani+avx512", or one when
 * they are the same. The names are "scalar", "shani", "shani2", "avx2", "avx2-bmi2", "avx512". */
const char *coinj_kernel(void);
const char *coinj_kernel_single(void);
const char *coinj_kernel_tree(void);

/* What was asked for: "auto", or the kernel that COINJECTURE_SHA256 forces; never NULL. */
const char *coinj_kernel_choice(void);

/* The name of a result code ("OK", "INVALID_INPUT", ...), or "UNKNOWN"; never NULL. */
const char *coinj_code_name(int32_t code);

/* ---- hashing ---- */

int32_t coinj_sha256(const uint8_t *data, size_t length, uint8_t out[32], coinj_error *error);

/* Digest i of `count` is written to out + 32 * i. Equal lengths are hashed several at once. */
int32_t coinj_sha256_many(const coinj_bytes *messages, size_t count, uint8_t *out, coinj_error *error);

/* ---- Merkle trees ---- */

/* The root of `count` leaves of 32 bytes each, one after the other, in block order. */
int32_t coinj_merkle_root(uint32_t rule, const uint8_t *leaves, size_t count, uint8_t out[32],
                          coinj_error *error);

/* The same without any allocation: the leaves are overwritten. */
int32_t coinj_merkle_root_in_place(uint32_t rule, uint8_t *leaves, size_t count, uint8_t out[32],
                                   coinj_error *error);

/* The COINJ_RULE_RFC6962 root of leaf data of any lengths. */
int32_t coinj_merkle_root_data(const coinj_bytes *leaves, size_t count, uint8_t out[32],
                               coinj_error *error);

/* Proves the leaf at `index`. At most `capacity` entries are written; `length` gets their number
 * (COINJ_MAX_PROOF_ENTRIES always suffices) and `root` the tree's root. */
int32_t coinj_merkle_proof(uint32_t rule, const uint8_t *leaves, size_t count, uint64_t index,
                           coinj_proof_entry *entries, size_t capacity, size_t *length,
                           uint8_t root[32], coinj_error *error);

int32_t coinj_merkle_proof_data(const coinj_bytes *leaves, size_t count, uint64_t index,
                                coinj_proof_entry *entries, size_t capacity, size_t *length,
                                uint8_t root[32], coinj_error *error);

/* COINJ_OK when `leaf` is leaf number `index` of the tree with this root and leaf count,
 * COINJ_ERR_VERIFICATION_FAILED when the proof does not show it. */
int32_t coinj_merkle_verify(uint32_t rule, const uint8_t leaf[32], uint64_t index, uint64_t leaf_count,
                            const coinj_proof_entry *entries, size_t entry_count,
                            const uint8_t root[32], coinj_error *error);

int32_t coinj_merkle_verify_data(const uint8_t *leaf, size_t leaf_length, uint64_t index,
                                 uint64_t leaf_count, const coinj_proof_entry *entries,
                                 size_t entry_count, const uint8_t root[32], coinj_error *error);

/* ---- headers ---- */

int32_t coinj_header_v1_hash(const coinj_header_v1 *header, uint8_t out[32], coinj_error *error);

int32_t coinj_header_v1_encode(const coinj_header_v1 *header, uint8_t *out, size_t capacity,
                               size_t *length, coinj_error *error);

/* Strict: COINJ_ERR_ENCODING unless the bytes are what coinj_header_v1_encode writes. The extra
 * data is copied to `extra` (COINJ_MAX_EXTRA_DATA bytes suffice) and out->extra_data points there. */
int32_t coinj_header_v1_decode(const uint8_t *data, size_t length, coinj_header_v1 *out,
                               uint8_t *extra, size_t extra_capacity, coinj_error *error);

int32_t coinj_header_go208_hash(const coinj_header_go208 *header, uint8_t out[32], coinj_error *error);

int32_t coinj_header_go208_encode(const coinj_header_go208 *header, uint8_t out[208],
                                  coinj_error *error);

/* Hash i is written to out + 32 * i; up to 16 headers are hashed at once. */
int32_t coinj_header_go208_hash_batch(const coinj_header_go208 *headers, size_t count, uint8_t *out,
                                      coinj_error *error);

/* The same for `count` encoded headers of 208 bytes each, one after the other. */
int32_t coinj_header_go208_hash_encoded(const uint8_t *encoded, size_t count, uint8_t *out,
                                        coinj_error *error);

/* ---- transactions ---- */

int32_t coinj_tx_hash(const coinj_tx *tx, uint8_t out[32], coinj_error *error);

/* The bytes that Ed25519 signs. */
int32_t coinj_tx_signing_message(const coinj_tx *tx, uint8_t *out, size_t capacity, size_t *length,
                                 coinj_error *error);

/* Strict. The data is copied to `data_out` (a capacity of `length` suffices); out->data points there. */
int32_t coinj_tx_decode(const uint8_t *data, size_t length, coinj_tx *out, uint8_t *data_out,
                        size_t data_capacity, coinj_error *error);

/* ---- problems and solutions ---- */

/* The number of elements is not checked against the tier here; verification does that. */
int32_t coinj_problem_hash(const coinj_problem *problem, uint8_t out[32], coinj_error *error);

int32_t coinj_solution_hash(const coinj_solution *solution, uint8_t out[32], coinj_error *error);

/* Strict. Elements are copied to `elements` (room for `length` of them suffices). */
int32_t coinj_problem_decode(const uint8_t *data, size_t length, coinj_problem *out,
                             int64_t *elements, size_t element_capacity, coinj_error *error);

/* Strict. Indices are copied to `indices` (room for `length` of them suffices). */
int32_t coinj_solution_decode(const uint8_t *data, size_t length, coinj_solution *out,
                              uint32_t *indices, size_t index_capacity, coinj_error *error);

/* COINJ_OK when the elements at the indices add up to the target within the limits: two operations
 * and eight bytes for every index. */
int32_t coinj_subset_sum_verify(uint32_t tier, const int64_t *elements, size_t element_count,
                                int64_t target, const uint32_t *indices, size_t index_count,
                                uint64_t max_ops, uint64_t max_memory, coinj_error *error);

/* ---- salts, commitments, addresses ---- */

int32_t coinj_epoch_salt(const uint8_t parent[32], uint64_t index, uint8_t out[32], coinj_error *error);

int32_t coinj_miner_salt(const uint8_t key[32], const uint8_t epoch_salt[32], const uint8_t parent[32],
                         uint64_t index, uint8_t out[32], coinj_error *error);

int32_t coinj_commitment(const uint8_t epoch_salt[32], const uint8_t problem_hash[32],
                         const uint8_t solution_hash[32], const uint8_t miner_salt[32],
                         uint8_t out[32], coinj_error *error);

int32_t coinj_escrow_id(const uint8_t submitter[32], const uint8_t problem_hash[32], uint64_t block,
                        uint8_t out[32], coinj_error *error);

int32_t coinj_address(const uint8_t pubkey[32], uint8_t out[32], coinj_error *error);

/* ---- signatures ---- */

/* COINJ_OK when `signature` is an Ed25519 signature of the message by the key under ZIP 215, else
 * COINJ_ERR_VERIFICATION_FAILED. */
int32_t coinj_ed25519_verify(const uint8_t public_key[32], const uint8_t *message, size_t length,
                             const uint8_t signature[64], coinj_error *error);

/* ---- the functions of coinjecture-core 4 ----
 *
 * For programs written against that library: its names, structs and codes. The rules of this header
 * for NULL, threads and outputs hold here too. A library that was built without the cargo feature
 * `ffi` does not have them. */

/* Numbers of 32 bits here go into the same encoding as coinj_header_v1. */
typedef struct BlockHeaderFFI {
    uint32_t codec_version; /* COINJ_CODEC_VERSION */
    uint32_t block_index;
    int64_t timestamp; /* seconds since 1970 */
    uint8_t parent_hash[COINJ_HASH_BYTES];
    uint8_t merkle_root[COINJ_HASH_BYTES];
    uint8_t miner_address[COINJ_HASH_BYTES];
    uint8_t commitment[COINJ_HASH_BYTES];
    uint32_t difficulty_target;
    uint64_t nonce;
    uint32_t extra_data_len; /* at most COINJ_MAX_EXTRA_DATA */
    const uint8_t *extra_data;
} BlockHeaderFFI;

typedef struct SubsetSumProblemFFI {
    uint32_t problem_type; /* 0, SubsetSum */
    uint32_t tier;         /* COINJ_TIER_... */
    const int64_t *elements;
    uint32_t elements_len;
    int64_t target;
    int64_t timestamp; /* seconds since 1970; verification does not read it */
} SubsetSumProblemFFI;

typedef struct SubsetSumSolutionFFI {
    const uint32_t *indices;
    uint32_t indices_len;
    int64_t timestamp; /* as above */
} SubsetSumSolutionFFI;

typedef struct VerifyBudgetFFI {
    uint32_t max_ops;
    uint32_t max_duration_ms; /* not read: a rule that looks at a clock lets honest nodes disagree */
    uint32_t max_memory_bytes;
} VerifyBudgetFFI;

CoinjResult coinjecture_sha256_hash(const uint8_t *data, uint32_t data_len, uint8_t *hash_out);

/* The COINJ_RULE_PROMOTE root of `hash_count` hashes of 32 bytes each, one after the other. */
CoinjResult coinjecture_compute_merkle_root(const uint8_t *hashes, uint32_t hash_count, uint8_t *root_out);

/* As coinj_header_v1_hash. */
CoinjResult coinjecture_compute_header_hash(const BlockHeaderFFI *header, uint8_t *hash_out);

/* As coinj_subset_sum_verify. A no is COINJ_ERR_VERIFICATION_FAILED. `out_valid` gets 1 with COINJ_OK
 * and 0 with any other code. */
CoinjResult coinjecture_verify_subset_sum(const SubsetSumProblemFFI *problem,
                                          const SubsetSumSolutionFFI *solution,
                                          const VerifyBudgetFFI *budget, int32_t *out_valid);

/* As coinj_version. */
const char *coinjecture_version(void);

/* COINJ_CODEC_VERSION. */
uint32_t coinjecture_codec_version(void);

#ifdef __cplusplus
}
#endif

#endif
