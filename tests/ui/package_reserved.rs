#[spandrel::bridge(package = "init")]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

#[spandrel::bridge(package = "documentation")]
mod comments {
    extern "Rust" {
        fn run();
    }
}

#[spandrel::bridge(package = "testdata")]
mod data {
    extern "Rust" {
        fn run();
    }
}

#[spandrel::bridge(package = "main")]
mod program {
    extern "Rust" {
        fn run();
    }
}

#[spandrel::bridge(package = "internal")]
mod inside {
    extern "Rust" {
        fn run();
    }
}

#[spandrel::bridge(package = "vendor")]
mod vendored {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
