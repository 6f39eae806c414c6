#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct plain_counter plain_counter;
typedef struct { uint8_t *data; size_t len; } plain_buffer;
typedef struct {
	uint64_t id;
	uint32_t user_id;
	double price;
	int64_t quantity;
	bool paid;
	uint16_t currency;
	float weight;
	char *title, *address, **lines;
	size_t line_count;
} plain_order;

uint64_t plain_add(uint64_t a, uint64_t b);
uint64_t plain_spin(uint64_t rounds, uint64_t seed);
uint64_t plain_probe(const uint8_t *data, size_t len);
plain_buffer plain_fill(uint64_t count, uint8_t value);
void plain_fill_to(uint64_t count, uint8_t value, uint8_t *data);
void plain_buffer_free(uint8_t *data, size_t len);
plain_counter *plain_counter_new(uint64_t start);
uint64_t plain_counter_add(plain_counter *counter, uint64_t step);
uint64_t plain_counter_add_alone(plain_counter *counter, uint64_t step);
uint64_t plain_counter_rest(const plain_counter *counter, uint64_t micros);
void plain_counter_free(plain_counter *counter);
uint64_t plain_take_order(const plain_order *order);
void plain_renumber(const plain_order *order, plain_order *answer);
void plain_order_free(plain_order *order);

typedef uint64_t (*plain_visit)(uintptr_t data, uint64_t value);
typedef uint64_t (*plain_visit_bytes)(uintptr_t data, uint8_t *bytes, size_t len);
uint64_t plain_each_number(uint64_t count, plain_visit visit, uintptr_t data);
uint64_t plain_each_number_in_thread(uint64_t count, plain_visit visit, uintptr_t data, uint64_t *nanos);
uint64_t plain_each_packet(uint64_t count, plain_visit_bytes visit, uintptr_t data);

typedef void (*plain_done)(uintptr_t data, uint64_t answer);
typedef uint64_t (*plain_visit_event)(uintptr_t data, uint8_t *bytes);
void plain_add_ready(uint64_t a, uint64_t b, plain_done done, uintptr_t data);
uint64_t plain_ask(uint64_t value);
void plain_ask_later(uint64_t value, plain_done done, uintptr_t data);
void plain_hold(void);
void plain_release(void);
uint64_t plain_each_event(uint64_t count, plain_visit_event visit, uintptr_t data);

#endif
