//! The SHA-256 kernels and the choice between them.
//!
//! This is the only part of the crate with `unsafe`: the vector code and the calls into it. What
//! leaves the module is safe: slices in, slices out, and a kernel only runs on a processor that
//! has its instructions.

mod constants;
mod detect;
mod engine;
mod scalar;
mod selftest;
mod state;

#[cfg(target_arch = "x86_64")]
#[macro_use]
mod lanes;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod shani;
#[cfg(target_arch = "x86_64")]
mod stream;

pub(crate) use constants::INITIAL;
pub(crate) use detect::features;
pub(crate) use engine::Engine;
pub(crate) use state::to_bytes;

use core::fmt;

use crate::Error;

/// The environment variable that forces a kernel.
pub const KERNEL_VARIABLE: &str = "COINJECTURE_SHA256";

/// Makes [`Kernel`] of the one list of kernels.
macro_rules! kernels {
    ($($(#[$doc:meta])* $kernel:ident = $name:literal,)*) => {
        /// A way to compute SHA-256 on this processor.
        ///
        /// `Auto` mixes the others: for each amount of work the kernel that is fastest here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Kernel {
            $($(#[$doc])* $kernel,)*
        }

        impl Kernel {
            /// Every kernel, `Auto` first.
            pub const ALL: [Kernel; [$(Kernel::$kernel),*].len()] = [$(Kernel::$kernel),*];

            /// The name that `COINJECTURE_SHA256` takes.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Kernel::$kernel => $name,)*
                }
            }
        }

        #[cfg(any(feature = "std", test))]
        const NO_SUCH_KERNEL: &str = concat!("names no kernel; the kernels are", $(" ", $name),*);
    };
}

kernels! {
    /// The best mix for this processor (the default).
    Auto = "auto",
    /// Portable integer code.
    Scalar = "scalar",
    /// The SHA instructions, one message at a time.
    ShaNi = "shani",
    /// The SHA instructions, two messages interleaved.
    ShaNi2 = "shani2",
    /// Eight messages in 256-bit vectors.
    Avx2 = "avx2",
    /// Sixteen messages in 512-bit vectors.
    Avx512 = "avx512",
}

impl Kernel {
    /// The kernel of that name.
    pub fn from_name(name: &str) -> Option<Kernel> {
        Kernel::ALL.into_iter().find(|kernel| kernel.name() == name)
    }

    /// Whether this processor has the instructions.
    pub fn is_available(self) -> bool {
        Engine::new(self, features()).is_some()
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What hashes in this process: what [`Kernel::Auto`] has chosen on this processor, or the forced
/// kernel.
///
/// Single messages and the nodes of trees go different ways, so there is a name for each. The
/// names are those of [`Kernel`], and `avx2-bmi2` for single messages where the processor has no
/// SHA instructions.
///
/// ```
/// println!("coinjecture {} hashes with {}", coinjecture::VERSION, coinjecture::kernels());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kernels {
    /// What was asked for: [`Kernel::Auto`], unless the environment forces another one.
    pub choice: Kernel,
    /// Hashes single messages.
    pub single: &'static str,
    /// Hashes the levels of a tree that have `tree_from` nodes or more.
    pub tree: &'static str,
    /// Hashes the smaller levels.
    pub tree_small: &'static str,
    /// Nodes from which on `tree` is used.
    pub tree_from: usize,
}

/// `single+tree`, or one name when both are the same.
impl fmt::Display for Kernels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.single)?;
        if self.tree != self.single {
            write!(f, "+{}", self.tree)?;
        }
        Ok(())
    }
}

/// The kernels in use. After a failed [`init`] these are the ones that work in its place.
pub fn kernels() -> Kernels {
    engine().kernels()
}

/// Chooses the kernel for this process, tests it with known answers, and says which it is.
///
/// Every hashing function does this by itself on first use. Programs call it at start to learn of a
/// wrong `COINJECTURE_SHA256` or of a kernel that fails its test: hashing then goes on with a kernel
/// that works, but the person who asked for another one should hear of it.
///
/// # Errors
/// [`Error::InvalidInput`] when the variable names no kernel or one this processor lacks;
/// [`Error::Internal`] when the chosen kernel gave a wrong answer.
pub fn init() -> Result<Kernel, Error> {
    selection().1
}

/// The engine that all hashing of this process uses.
#[inline]
pub(crate) fn engine() -> &'static Engine {
    &selection().0
}

type Selection = (Engine, Result<Kernel, Error>);

#[cfg(feature = "std")]
#[inline]
fn selection() -> &'static Selection {
    static SELECTION: std::sync::OnceLock<Selection> = std::sync::OnceLock::new();
    SELECTION.get_or_init(|| {
        let forced = std::env::var_os(KERNEL_VARIABLE);
        match &forced {
            None => select(Some(Kernel::Auto)),
            Some(name) => select(name.to_str().and_then(Kernel::from_name)),
        }
    })
}

/// Without `std` the processor cannot be asked, so there is nothing to choose.
#[cfg(not(feature = "std"))]
#[inline]
fn selection() -> &'static Selection {
    static SCALAR: Selection = (Engine::SCALAR, Ok(Kernel::Scalar));
    &SCALAR
}

/// Chooses and tests; an unusable wish ends in a working engine and an error to report.
#[cfg(any(feature = "std", test))]
fn select(wish: Option<Kernel>) -> Selection {
    let features = features();
    let best = |verdict: Error| {
        let engine = Engine::new(Kernel::Auto, features)
            .filter(|engine| selftest::run(engine).is_ok())
            .unwrap_or(Engine::SCALAR);
        (engine, Err(verdict))
    };
    let Some(kernel) = wish else {
        return best(Error::invalid(KERNEL_VARIABLE, NO_SUCH_KERNEL));
    };
    let Some(engine) = Engine::new(kernel, features) else {
        return best(Error::invalid(
            KERNEL_VARIABLE,
            "names a kernel whose instructions this processor lacks; use auto or another kernel",
        ));
    };
    match selftest::run(&engine) {
        Ok(()) => (engine, Ok(kernel)),
        Err(error) => (Engine::SCALAR, Err(error)),
    }
}

/// Tests one kernel with known answers, whether or not this process uses it.
///
/// # Errors
/// [`Error::InvalidInput`] when this processor lacks its instructions, [`Error::Internal`] when it
/// gives a wrong answer.
pub fn self_test(kernel: Kernel) -> Result<(), Error> {
    match Engine::new(kernel, features()) {
        Some(engine) => selftest::run(&engine),
        None => Err(Error::invalid("kernel", "this processor lacks its instructions")),
    }
}

#[cfg(test)]
mod tests;
