//! The `spandrel` command as its users run it: real projects in temporary folders, real Cargo, Go and linker.

mod debug_info;
mod dynamic;
mod getting_started;
mod init;
mod issue_cannot_work;
mod issue_cures;
mod issue_packages;
mod issue_preflight;
mod issue_versions;
mod issue_words;
mod journey;
mod refusals;
mod rust_main;
mod signing;
mod sources;
mod stale;
mod support;
mod trimmed;
mod two_bridges;
mod watch_clean;
mod writes;
