//! Builds the Go core.

fn main() -> Result<(), spandrel_host::build::BuildError> {
    spandrel_host::build::core()
}
