//! Builds the Go package and links it in, as spandrel.toml says.

fn main() -> Result<(), spandrel_host::build::BuildError> {
    spandrel_host::build::core()
}
