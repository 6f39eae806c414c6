//! The one function that every core exports.

/// Waits until the core is initialised, and answers the convention it speaks.
pub(crate) type Ready = unsafe extern "C" fn() -> u32;

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod linked {
    use spandrel_abi::symbol;

    use super::Ready;

    // A program without a core must link as well. Rust has no weak references of its own.
    std::arch::global_asm!(
        concat!(".weak ", symbol!("_core_ready")),
        concat!(".pushsection .data.rel.ro.", symbol!("_core_entry"), ",\"aw\",@progbits"),
        ".balign 8",
        concat!(".hidden ", symbol!("_core_entry")),
        concat!(".globl ", symbol!("_core_entry")),
        concat!(".type ", symbol!("_core_entry"), ",@object"),
        concat!(".size ", symbol!("_core_entry"), ",8"),
        concat!(symbol!("_core_entry"), ": .quad ", symbol!("_core_ready")),
        ".popsection",
    );

    unsafe extern "C" {
        #[link_name = symbol!("_core_entry")]
        static ENTRY: Option<Ready>;
    }

    /// The function of the core that is linked into this program.
    pub(crate) fn entry() -> Option<Ready> {
        // SAFETY: the assembly above defines it: the address of a function of this type, or null. Nobody writes it.
        unsafe { ENTRY }
    }
}

#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
mod linked {
    /// Cores are linked on Linux on x86-64 only.
    pub(crate) fn entry() -> Option<super::Ready> {
        None
    }
}

pub(crate) use linked::entry;
