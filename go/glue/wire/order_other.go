//go:build !(386 || amd64 || arm || arm64 || loong64 || mipsle || mips64le || ppc64le || riscv64 || wasm)

package wire

// littleEndian is the byte order of this machine. Where it is not known, numbers are encoded one by one.
const littleEndian = false
