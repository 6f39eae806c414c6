//! `arcsign`, the wallet's command.

mod command;

use std::process::ExitCode;

/// Every block of the heap is wiped when it is freed: the second belt, for what should not have been there.
#[global_allocator]
static HEAP: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    // In a worker, this serves the program that has started it and does not return.
    spandrel_host::worker::serve();
    command::run()
}
