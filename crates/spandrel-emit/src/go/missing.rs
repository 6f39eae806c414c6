//! What the compiler or the linker says where a bridge cannot be built: without cgo, for another platform, with another C
//! library, without the Rust object. Each is one message that names the cause and the cure.

use super::writer::GENERATED;
use crate::{File, Named, names::go};

/// Package of the Go runtime that has no files for other platforms. Go names it before it compiles anything.
const PLATFORM: &str = "spandrel.dev/spandrel/glue/needs_linux_amd64__unset_GOOS_and_GOARCH";

/// The files of the internal package that are only there for their messages.
pub(super) fn files(plan: &Named) -> Vec<File> {
    let file = |name: &str, text: String| File { path: format!("internal/bridge/{name}"), text };
    vec![
        file("nocgo.go", without_cgo(plan)),
        file("object.go", without_object(plan)),
        file("platform.go", elsewhere()),
    ]
}

/// Without cgo the package does not compile, and the compiler's message says why.
fn without_cgo(plan: &Named) -> String {
    let package = &plan.bridge.package;
    format!(
        "{GENERATED}\n\n//go:build !cgo\n\n// Package bridge makes the calls of package {package}. They require cgo.\npackage bridge\n\n\
         var _ = {package}_needs_cgo__set_CGO_ENABLED_1_and_install_a_C_compiler\n"
    )
}

/// Without the object, or with one of another contract, a program does not link, and the linker's message says why. A
/// reference from data is one that Go's own linker must resolve; it would leave one from code to the C linker.
fn without_object(plan: &Named) -> String {
    let (object, declared) = (go::OBJECT, go::OBJECT_SYMBOL);
    format!(
        "{GENERATED}\n\n//go:build cgo\n\npackage bridge\n\nimport _ \"unsafe\" // for go:linkname\n\n\
         // {object} names what `spandrel build` writes beside the Rust object. Without it, or with that of another contract, the\n\
         // linker says so in one line; go vet and packages that are not linked do without.\nvar {object} = {declared}\n\n\
         //go:linkname {declared} {}\nfunc {declared}()\n",
        plan.contract.object_symbol
    )
}

/// For another platform the package is not even loaded.
fn elsewhere() -> String {
    format!(
        "{GENERATED}\n\n//go:build !(linux && amd64)\n\npackage bridge\n\n\
         // Rust objects are built for linux/amd64 only. This package has no file for any other platform.\nimport _ \"{PLATFORM}\"\n"
    )
}

/// The part of the header that refuses another C library than glibc.
pub(super) fn other_c_library(package: &str) -> String {
    format!(
        "#if defined(__linux__) && !defined(__GLIBC__)\n\
         #error \"spandrel: the Rust object of package {package} needs glibc, this compiler has another C library, such as musl: set CC to a gcc for glibc\"\n\
         #endif\n\n"
    )
}
