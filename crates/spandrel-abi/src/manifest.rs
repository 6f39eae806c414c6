//! The text of a contract: one line an item.

/// How the lines of declared items begin.
pub const ITEMS: [&str; 7] = ["record ", "enum ", "error ", "object ", "interface ", "rust ", "go "];

/// How the line of the signatures begins: a digest of how every function is called.
pub const SIGNATURES: &str = "signatures ";

/// Whether a line can be one of a contract, below those that name ABI and package.
pub fn is_line(line: &str) -> bool {
    ITEMS.into_iter().chain([SIGNATURES]).any(|start| line.starts_with(start))
}

/// The first line in which two contracts differ: `(ours, theirs)`, `None` where one has ended.
///
/// Signatures follow from the items above them, if one version of Spandrel wrote both: their line is named when no other
/// differs.
pub fn first_difference<'a>(ours: &'a str, theirs: &'a str) -> Option<(Option<&'a str>, Option<&'a str>)> {
    let differing = |signatures: bool| {
        let lines =
            |text: &'a str| text.lines().filter(move |line| line.starts_with(SIGNATURES) == signatures);
        let (mut ours, mut theirs) = (lines(ours), lines(theirs));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return None,
                (ours, theirs) if ours == theirs => {}
                different => return Some(different),
            }
        }
    };
    differing(false).or_else(|| differing(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_named_last() {
        let ours = "abi 2\npackage a\nrust f()\nrust g()\nsignatures 1\n";
        let theirs = "abi 2\npackage a\nrust f()\nsignatures 2\n";
        assert_eq!(first_difference(ours, theirs), Some((Some("rust g()"), None)));
        assert_eq!(first_difference(theirs, ours), Some((None, Some("rust g()"))));
        let other = theirs.replace('2', "3").replace("abi 3", "abi 2");
        assert_eq!(first_difference(theirs, &other), Some((Some("signatures 2"), Some("signatures 3"))));
        assert_eq!(first_difference(ours, ours), None);
    }
}
