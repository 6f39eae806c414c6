/* Decodes AC-3 with liba52: a52 IN OUT [drc] writes interleaved 32-bit floats in the order of WAV files. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <a52dec/a52.h>

/* For each arrangement of loudspeakers, where liba52 has the channels of the output, without LFE. */
static const int order[][6] = {{0, 1, -1}, {0, -1}, {0, 1, -1}, {0, 2, 1, -1}, {0, 1, 2, -1}, {0, 2, 1, 3, -1},
                               {0, 1, 2, 3, -1}, {0, 2, 1, 3, 4, -1}};

static uint8_t *contents(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    if (!file) return NULL;
    uint8_t *data = malloc(64 << 20);
    *length = data ? fread(data, 1, 64 << 20, file) : 0;
    fclose(file);
    return data;
}

int main(int count, char **words) {
    size_t length = 0, at = 0;
    uint8_t *data = count > 2 ? contents(words[1], &length) : NULL;
    FILE *out = data ? fopen(words[2], "wb") : NULL;
    if (!out) return 2;
    a52_state_t *state = a52_init(0);
    while (at + 7 < length) {
        int flags, rate, bits, size = a52_syncinfo(data + at, &flags, &rate, &bits);
        if (!size || at + size > length) {
            at++;
            continue;
        }
        sample_t level = 1;
        if (a52_frame(state, data + at, &flags, &level, 0)) return 1;
        if (count < 4 || strcmp(words[3], "drc")) a52_dynrng(state, NULL, NULL);
        const int *from = order[flags & 7], lfe = flags & A52_LFE ? 1 : 0;
        /* The LFE channel, which liba52 has in front, comes after the front channels. */
        const int front = (flags & 7) == 1 ? 1 : (flags & 1) && (flags & 7) ? 3 : 2;
        for (int block = 0; block < 6; block++) {
            if (a52_block(state)) return 1;
            const sample_t *samples = a52_samples(state);
            for (int n = 0; n < 256; n++)
                for (int to = 0; to == 0 || from[to - 1] >= 0; to++) {
                    float value;
                    if (lfe && to == front) {
                        value = samples[n];
                        fwrite(&value, sizeof value, 1, out);
                    }
                    if (from[to] < 0) break;
                    value = samples[256 * (from[to] + lfe) + n];
                    fwrite(&value, sizeof value, 1, out);
                }
        }
        at += size;
    }
    return fclose(out) != 0;
}
