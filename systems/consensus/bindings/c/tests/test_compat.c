/* Tests of the functions of coinjecture-core 4 and of the library's own names, valid as C11 and as
 * C++11. */
#include <stdio.h>
#include <string.h>

#include "coinjecture.h"

#ifdef __cplusplus
#define ASSERT_LAYOUT(fact) static_assert(fact, #fact)
#else
#define ASSERT_LAYOUT(fact) _Static_assert(fact, #fact)
#endif

ASSERT_LAYOUT(sizeof(CoinjResult) == sizeof(int32_t));
ASSERT_LAYOUT(sizeof(BlockHeaderFFI) == 176 && offsetof(BlockHeaderFFI, nonce) == 152);
ASSERT_LAYOUT(offsetof(BlockHeaderFFI, timestamp) == 8 && offsetof(BlockHeaderFFI, extra_data) == 168);
ASSERT_LAYOUT(sizeof(SubsetSumProblemFFI) == 40 && offsetof(SubsetSumProblemFFI, target) == 24);
ASSERT_LAYOUT(sizeof(SubsetSumSolutionFFI) == 24 && offsetof(SubsetSumSolutionFFI, timestamp) == 16);
ASSERT_LAYOUT(sizeof(VerifyBudgetFFI) == 12);

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

static void hashes(void) {
    uint8_t out[32], leaves[3][32], want[32];
    CoinjResult code = coinjecture_sha256_hash((const uint8_t *)"hello world", 11, out);
    CHECK(code == COINJ_OK);
    CHECK(is_hex(out, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"));
    CHECK(coinjecture_sha256_hash(NULL, 0, out) == COINJ_OK);
    CHECK(is_hex(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    CHECK(coinjecture_sha256_hash(NULL, 1, out) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinjecture_sha256_hash(out, 1, NULL) == COINJ_ERR_INVALID_INPUT);

    memset(out, 7, sizeof out);
    memset(want, 0, sizeof want);
    CHECK(coinjecture_compute_merkle_root(NULL, 0, out) == COINJ_OK && !memcmp(out, want, 32));
    for (int i = 0; i < 3; i++) memset(leaves[i], i + 1, 32);
    CHECK(coinjecture_compute_merkle_root(leaves[0], 1, out) == COINJ_OK && !memcmp(out, leaves[0], 32));
    CHECK(coinj_merkle_root(COINJ_RULE_PROMOTE, leaves[0], 3, want, NULL) == COINJ_OK);
    CHECK(coinjecture_compute_merkle_root(leaves[0], 3, out) == COINJ_OK && !memcmp(out, want, 32));
    CHECK(coinjecture_compute_merkle_root(NULL, 3, out) == COINJ_ERR_INVALID_INPUT && !memcmp(out, want, 32));
}

static void headers(void) {
    uint8_t out[32], want[32], extra[257];
    BlockHeaderFFI header;
    coinj_header_v1 ours;
    memset(&header, 0, sizeof header);
    header.codec_version = 1;
    header.timestamp = 1704067200;
    header.difficulty_target = 100;
    CHECK(coinjecture_compute_header_hash(&header, out) == COINJ_OK);
    CHECK(is_hex(out, "9e28bebb26c909a59795061a5e1f71abfe29874a4e8e7afedfba453cf87285dc"));

    memset(extra, 0xe5, sizeof extra);
    header.block_index = UINT32_MAX;
    header.nonce = UINT64_MAX;
    header.commitment[31] = 9;
    header.extra_data = extra;
    header.extra_data_len = 256;
    memset(&ours, 0, sizeof ours);
    ours.codec_version = 1;
    ours.timestamp = 1704067200;
    ours.difficulty_target = 100;
    ours.block_index = UINT32_MAX;
    ours.nonce = UINT64_MAX;
    ours.commitment[31] = 9;
    ours.extra_data.data = extra;
    ours.extra_data.length = 256;
    CHECK(coinj_header_v1_hash(&ours, want, NULL) == COINJ_OK);
    CHECK(coinjecture_compute_header_hash(&header, out) == COINJ_OK && !memcmp(out, want, 32));
    header.extra_data_len = 257;
    CHECK(coinjecture_compute_header_hash(&header, out) == COINJ_ERR_INVALID_INPUT);
    header.extra_data = NULL;
    header.extra_data_len = 1;
    CHECK(coinjecture_compute_header_hash(&header, out) == COINJ_ERR_INVALID_INPUT);
    header.extra_data_len = 0;
    header.codec_version = 257;
    CHECK(coinjecture_compute_header_hash(&header, out) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinjecture_compute_header_hash(NULL, out) == COINJ_ERR_INVALID_INPUT);
}

static void subset_sums(void) {
    int64_t elements[8] = {1, 2, 3, 4, 5, 6, 7, INT64_MIN};
    uint32_t indices[2] = {0, 1};
    int32_t valid = 9;
    SubsetSumProblemFFI problem = {0, COINJ_TIER_MOBILE, elements, 8, 3, 0};
    SubsetSumSolutionFFI solution = {indices, 2, 0};
    VerifyBudgetFFI budget = {4, 0, 16};
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_OK && valid == 1);
    problem.target = 4;
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_ERR_VERIFICATION_FAILED && !valid);
    problem.target = 3;
    budget.max_ops = 3;
    valid = 9;
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_ERR_VERIFICATION_FAILED && !valid);
    budget.max_ops = 4;
    budget.max_memory_bytes = 15;
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_ERR_VERIFICATION_FAILED);
    budget.max_memory_bytes = 16;
    problem.tier = 5;
    valid = 9;
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_ERR_INVALID_INPUT && !valid);
    problem.tier = 0;
    problem.problem_type = 1;
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_ERR_INVALID_INPUT);
    problem.problem_type = 0;
    CHECK(coinjecture_verify_subset_sum(&problem, NULL, &budget, &valid) == COINJ_ERR_INVALID_INPUT);
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, NULL) == COINJ_ERR_INVALID_INPUT);
    problem.target = 0;
    solution.indices = NULL;
    solution.indices_len = 0;
    CHECK(coinjecture_verify_subset_sum(&problem, &solution, &budget, &valid) == COINJ_OK && valid == 1);
}

static int one_of(const char *name, const char *const *names) {
    for (; *names; names++)
        if (!strcmp(name, *names)) return 1;
    return 0;
}

static void names(void) {
    static const char *const kernels[] = {"scalar", "shani", "shani2", "avx2", "avx2-bmi2", "avx512", NULL};
    char both[64];
    CHECK(!strcmp(coinj_version(), COINJ_VERSION) && !strcmp(coinjecture_version(), COINJ_VERSION));
    CHECK(coinjecture_codec_version() == COINJ_CODEC_VERSION);
    CHECK(one_of(coinj_kernel_single(), kernels) && one_of(coinj_kernel_tree(), kernels));
    snprintf(both, sizeof both, "%s+%s", coinj_kernel_single(), coinj_kernel_tree());
    if (!strcmp(coinj_kernel_single(), coinj_kernel_tree()))
        CHECK(!strcmp(coinj_kernel(), coinj_kernel_single()));
    else
        CHECK(!strcmp(coinj_kernel(), both));
    CHECK(!strcmp(coinj_kernel_choice(), "auto") || !strcmp(coinj_kernel_choice(), coinj_kernel_tree()));
}

int main(int argc, char **argv) {
    hashes();
    headers();
    subset_sums();
    names();
    (void)argc;
    printf("%s: coinjecture %s, kernel %s: %s\n", argv[0], coinj_version(), coinj_kernel(), failures ? "FAILED" : "ok");
    return failures ? 1 : 0;
}
