//! How the two sides of a program are linked: one name each, in `spandrel.toml` and after `--link`.

use serde::Deserialize;

/// A way to link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// One program, linked by the C linker.
    Static,
    /// A Rust program that loads its Go core.
    Shared,
    /// A Go program, built without cgo, that carries its Rust side as a shared library.
    Dynamic,
}

impl Mode {
    /// The name in the project file.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Static => "static",
            Mode::Shared => "shared",
            Mode::Dynamic => "dynamic",
        }
    }

    /// Why a project cannot be linked in this way: nothing if it can. `core` says whether it is a Rust program with a Go core.
    pub fn refused(self, core: bool) -> Option<&'static str> {
        match (self, core) {
            (Mode::Shared, false) => Some(
                "`shared` is for Rust programs, whose Go core it makes a library: a Go program has `static` and `dynamic`",
            ),
            (Mode::Dynamic, true) => Some(
                "`dynamic` is for Go programs, whose Rust side it makes a library: a Rust program has `static` and `shared`",
            ),
            (Mode::Static, _) | (Mode::Shared, true) | (Mode::Dynamic, false) => None,
        }
    }
}

/// The modes of a project: one, or a list whose first is the default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "`link` is \"static\", \"shared\" or \"dynamic\", or a list of them")]
pub enum Modes {
    /// The only one.
    One(Mode),
    /// The default, and others.
    Several(Vec<Mode>),
}

impl Modes {
    /// All of them; none in an empty list.
    pub fn all(&self) -> &[Mode] {
        match self {
            Modes::One(mode) => std::slice::from_ref(mode),
            Modes::Several(modes) => modes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_main_has_two_modes() {
        for mode in [Mode::Static, Mode::Shared, Mode::Dynamic] {
            let refused = [false, true].map(|core| mode.refused(core).is_some());
            let expected = match mode {
                Mode::Static => [false, false],
                Mode::Shared => [true, false],
                Mode::Dynamic => [false, true],
            };
            assert_eq!(refused, expected, "{}", mode.name());
        }
    }
}
