//! Counts that `cargo xtask faults` collects: a line of a test's output each.

use std::io::Write;

/// Prints the counts of a figure of the suite `random`. `cases` were run, in `injected` of them something was made wrong, `unexpected` did not
/// end as promised; `caught` says whether the seeded bug was noticed.
#[expect(clippy::print_stdout, reason = "the task reads the output of the test")]
pub fn print(name: &str, cases: usize, injected: usize, unexpected: usize, caught: bool) {
    let answered = injected.saturating_sub(unexpected);
    let canary = if caught { "caught" } else { "missed" };
    // What a test prints before may lack its newline.
    println!(
        "\nFIGURE {{\"suite\":\"random\",\"name\":\"{name}\",\"cases\":{cases},\"injected\":{injected},\
         \"answered\":{answered},\"unexpected\":{unexpected},\"canary\":\"{canary}\"}}"
    );
    std::io::stdout().flush().ok();
}
