//! What this processor can do.

/// The vector features that the kernels are chosen by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Features {
    pub(crate) shani: bool,
    pub(crate) avx2: bool,
    pub(crate) avx2_and_bmi: bool,
    pub(crate) avx512: bool,
}

/// Asks the processor. Without `std` nobody can be asked, and the portable kernel is used.
#[cfg(not(all(target_arch = "x86_64", feature = "std")))]
pub(crate) fn features() -> Features {
    Features::default()
}

/// Asks the processor.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
pub(crate) fn features() -> Features {
    use std::arch::is_x86_feature_detected as has;
    Features {
        shani: has!("sha") && has!("ssse3") && has!("sse4.1"),
        avx2: has!("avx2"),
        avx2_and_bmi: has!("avx2") && has!("bmi1") && has!("bmi2"),
        avx512: has!("avx512f") && has!("avx512bw"),
    }
}

/// Whether there are upper vector halves to clear.
#[cfg(target_arch = "x86_64")]
pub(crate) fn has_avx() -> bool {
    #[cfg(feature = "std")]
    return std::arch::is_x86_feature_detected!("avx");
    #[cfg(not(feature = "std"))]
    return cfg!(target_feature = "avx");
}
