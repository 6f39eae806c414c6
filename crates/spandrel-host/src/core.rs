//! The one function that every core exports.

/// Its name. The number is that of the convention, as in every symbol of Spandrel.
#[cfg(feature = "load")]
pub(crate) const READY: &std::ffi::CStr = c"spandrel2_core_ready";

/// The convention that this crate speaks.
pub(crate) const ABI: u32 = 2;

/// Waits until the core is initialised, and answers the convention it speaks.
pub(crate) type Ready = unsafe extern "C" fn() -> u32;

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod linked {
    use super::Ready;

    // A program without a core must link as well. Rust has no weak references of its own.
    std::arch::global_asm!(
        ".weak spandrel2_core_ready",
        ".pushsection .data.rel.ro.spandrel2_core_entry,\"aw\",@progbits",
        ".balign 8",
        ".hidden spandrel2_core_entry",
        ".globl spandrel2_core_entry",
        ".type spandrel2_core_entry,@object",
        ".size spandrel2_core_entry,8",
        "spandrel2_core_entry: .quad spandrel2_core_ready",
        ".popsection",
    );

    unsafe extern "C" {
        static spandrel2_core_entry: Option<Ready>;
    }

    /// The function of the core that is linked into this program.
    pub(crate) fn entry() -> Option<Ready> {
        // SAFETY: the assembly above defines it: the address of a function of this type, or null. Nobody writes it.
        unsafe { spandrel2_core_entry }
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
