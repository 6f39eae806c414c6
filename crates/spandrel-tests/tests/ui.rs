//! What the compiler shows for a refused bridge: message, place and hint, through the macro.
//!
//! `TRYBUILD=overwrite cargo test -p spandrel-tests --test ui` replaces what is committed.

#[test]
fn refusals_as_the_compiler_shows_them() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("../../tests/ui/*.rs");
    // Bridges that the checker accepts, and code behind them that does not do what they say.
    cases.compile_fail("../../tests/ui/compiler/*.rs");
}
