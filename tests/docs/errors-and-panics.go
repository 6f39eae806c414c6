package errors_and_panics

import "example.com/errors_and_panics/store"

var (
	path string
	s    *store.Store

	checksum, want uint32
	page           []byte
)

func create(path string) error { return nil }
