//! What a tool's output means: the cause and the cure of failures that it describes by their symptom.

/// A failure that is known by what the tool says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The cause, as a sentence.
    pub cause: &'static str,
    /// What to do.
    pub cure: &'static str,
}

/// What stands in the output, with what it means. The first that fits counts.
const KNOWN: [(&str, Known); 11] = [
    (
        "needs glibc, this compiler has another C library",
        Known {
            cause: "the C compiler builds for another C library than glibc, such as musl",
            cure: "set CC to a gcc for glibc, or unset it",
        },
    ),
    (
        "_dl_find_object",
        Known {
            cause: "the C compiler links another C library than glibc, such as musl",
            cure: "set CC to a gcc for glibc, or unset it",
        },
    ),
    (
        "needs_linux_amd64__unset_GOOS_and_GOARCH",
        Known { cause: "Go builds for another platform than linux/amd64", cure: crate::tool::CURE_TARGET },
    ),
    (
        "object_is_missing_or_stale__run_spandrel_build",
        Known { cause: "a Rust object is missing, or of another contract", cure: "run `spandrel build`" },
    ),
    (
        "archive_is_stale__run_spandrel_build",
        Known {
            cause: "a Rust object is of another contract than the Go code",
            cure: "run `spandrel build`",
        },
    ),
    (
        "internal linking requested",
        Known {
            cause: "Go's own linker cannot take in a Rust object",
            cure: "take -linkmode=internal out of GOFLAGS and unset GO_EXTLINK_ENABLED",
        },
    ),
    (
        "loadelf: ",
        Known {
            cause: "Go's own linker cannot take in a Rust object",
            cure: "take -linkmode=internal out of GOFLAGS and unset GO_EXTLINK_ENABLED",
        },
    ),
    (
        "inconsistent vendoring",
        Known { cause: "the folder vendor does not agree with go.mod", cure: "run `go mod vendor`" },
    ),
    (
        "updates to go.mod needed",
        Known { cause: "go.mod does not list what its requirements require", cure: "run `go mod tidy`" },
    ),
    (
        "cannot find -l",
        Known {
            cause: "a library that the Rust side links is not installed",
            cure: "install the development package of the library that is named after `cannot find -l`",
        },
    ),
    (
        "no space left on device",
        Known { cause: "the disk is full", cure: "free space, or set TMPDIR to a folder on another disk" },
    ),
];

/// The failure that an output tells of, if it is a known one.
pub fn explain(output: &str) -> Option<Known> {
    let lower = output.to_lowercase();
    let says = |part: &str| output.contains(part) || lower.contains(part);
    KNOWN.iter().find(|(part, _)| says(part)).map(|(_, known)| *known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symptoms_have_causes() {
        let musl = "/usr/bin/ld: libgcc_eh.a: undefined reference to `_dl_find_object'";
        assert!(explain(musl).is_some_and(|known| known.cause.contains("musl")));
        let library = "/usr/bin/ld: cannot find -lopus: No such file or directory";
        assert!(explain(library).is_some_and(|known| known.cure.contains("cannot find -l")));
        assert_eq!(explain("main.go:3:1: syntax error"), None);
    }
}
