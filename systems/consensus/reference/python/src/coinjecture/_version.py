"""The version of the package, which is that of the Rust core."""

__version__ = "0.1.0"
