//! `.gitignore`: what a build writes is not for version control.

use super::Steps;
use crate::{Result, files};

/// Adds the lines that are not there. `program` says whether `bin/` is written, `rust` whether `rust/` is new.
pub(super) fn add(steps: &mut Steps<'_>, program: bool, rust: bool) -> Result<()> {
    let path = steps.root.join(".gitignore");
    let old = if path.exists() { files::read(&path)? } else { String::new() };
    let mut wanted = vec![
        ("**/internal/bridge/*_linux_amd64.syso", "*.syso"),
        ("**/internal/bridge/link_linux_amd64.go", "link_linux_*.go"),
        ("**/internal/rustobject/", "internal/rustobject/"),
        ("**/internal/bridge/*_linux_amd64.so", "*.so"),
        ("**/internal/bridge/library_linux_amd64.go", "library_linux_*.go"),
        ("**/internal/bridge/embedded_linux_amd64.go", "embedded_linux_*.go"),
        ("**/internal/bridge/external_linux_amd64.go", "external_linux_*.go"),
    ];
    if program {
        wanted.push(("/bin/", "bin/"));
    }
    if rust {
        wanted.push(("/rust/target/", "target/"));
    }
    let new = with_lines(&old, &wanted);
    if new != old {
        steps.edit(".gitignore", old, new, "ignores build products");
    }
    Ok(())
}

/// A text with those lines that neither it nor a line that covers them is in.
fn with_lines(old: &str, wanted: &[(&str, &str)]) -> String {
    let has = |line: &str| {
        let bare = |text: &str| text.trim().trim_matches('/').to_owned();
        old.lines().any(|there| bare(there) == bare(line))
    };
    let missing: Vec<&str> =
        wanted.iter().filter(|(line, covered)| !has(line) && !has(covered)).map(|(line, _)| *line).collect();
    if missing.is_empty() {
        return old.to_owned();
    }
    let end = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    let gap = if old.is_empty() { "" } else { "\n" };
    format!("{old}{end}{gap}# Written by spandrel build.\n{}\n", missing.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: [(&str, &str); 2] = [("**/x/*.syso", "*.syso"), ("/bin/", "bin/")];

    #[test]
    fn lines_are_added_once() {
        let once = with_lines("*.log", &WANTED);
        assert_eq!(once, "*.log\n\n# Written by spandrel build.\n**/x/*.syso\n/bin/\n");
        assert_eq!(with_lines(&once, &WANTED), once);
        assert_eq!(with_lines("", &WANTED[1..]), "# Written by spandrel build.\n/bin/\n");
        assert_eq!(with_lines("*.syso\nbin\n", &WANTED), "*.syso\nbin\n");
    }
}
