// Package chain builds and checks the blocks of the coinjecture chain over any
// hash.Backend. It knows nothing of the engine that orders and carries them.
//
// A block rides in an engine's block as transaction 0: the header in GO208, then
// its hash. Every validator computes these bytes again with its own backend, from
// the state it has and the transactions that follow, and refuses any other bytes
// before it votes. So no block is decided unless more than two thirds of the
// voting power computed the same hash with their own code.
package chain
