/* The operations of the vector files, carried out through coinjecture.h. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "inputs.h"

/* What an operation answered: a code, and with COINJ_OK the value as JSON text without spaces. */
typedef struct answer {
    int32_t code;
    char *value;
    size_t length;
    size_t room;
    coinj_error error;
} answer;

/* Carries out `op`; `besides` members of the object are no inputs. With `plant`, the odd Merkle node is treated by the wrong rule. Returns -1 when
 * there is no such operation. The answer is to be freed with answer_free. */
int operation_run(const json_document *document, size_t op, size_t inputs_object, size_t besides, int plant, answer *out);

/* The name of operation number `n`, or NULL. */
const char *operation_name(size_t n);

void answer_free(answer *a);

#endif
