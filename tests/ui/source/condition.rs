//! Which bridges are compiled: features are known, what the profile or a flag decides is not.

#[cfg(debug_assertions)]
#[spandrel::bridge(package = "debug")]
mod debug {
    extern "Rust" {
        fn run();
    }
}

#[cfg(any(windows, tokio_unstable))]
mod inner {
    #[spandrel::bridge(package = "inner")]
    mod ffi {
        extern "Rust" {
            fn run();
        }
    }
}

#[cfg(all(feature = "extra", debug_assertions))]
#[spandrel::bridge(package = "Off")]
mod off {}

#[cfg_attr(tokio_unstable, spandrel::bridge(package = "sometimes"))]
mod sometimes {
    #![cfg(unix)]
    extern "Rust" {
        fn run();
    }
}
