//! A function and an object, for Go.

#[spandrel::bridge(package = "greeter")]
mod ffi {
    extern "Rust" {
        /// Greets someone by name.
        fn greet(name: &str) -> String;

        /// Counts visits.
        type Visits;

        /// Opens a counter that starts at zero.
        #[constructor]
        fn open() -> Visits;

        /// Counts one visit and returns how many there were.
        fn add(self: &mut Visits) -> u64;
    }
}

fn greet(name: &str) -> String {
    format!("hello, {name}")
}

struct Visits(u64);

impl Visits {
    fn open() -> Visits {
        Visits(0)
    }

    fn add(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}
