package spandrel

// Tuple2 is Rust's (A, B).
type Tuple2[A, B any] struct {
	V0 A
	V1 B
}

// Tuple3 is Rust's (A, B, C).
type Tuple3[A, B, C any] struct {
	V0 A
	V1 B
	V2 C
}

// Tuple4 is Rust's (A, B, C, D).
type Tuple4[A, B, C, D any] struct {
	V0 A
	V1 B
	V2 C
	V3 D
}

// Tuple5 is Rust's (A, B, C, D, E).
type Tuple5[A, B, C, D, E any] struct {
	V0 A
	V1 B
	V2 C
	V3 D
	V4 E
}

// Tuple6 is Rust's (A, B, C, D, E, F).
type Tuple6[A, B, C, D, E, F any] struct {
	V0 A
	V1 B
	V2 C
	V3 D
	V4 E
	V5 F
}
