//! Doc comments: their text, as rustdoc reads it.

use quote::ToTokens;
use syn::spanned::Spanned;

use crate::{Reason, Report};

/// The lines of `#[doc = …]`. What only the compiler can read is refused.
pub(super) fn lines(value: &syn::Expr, report: &mut Report) -> Vec<String> {
    match value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text_lines(&text.value()),
        syn::Expr::Macro(call) => {
            let name = call.mac.path.to_token_stream().to_string().replace(' ', "");
            report.push(value.span(), Reason::DocText(format!("{name}!(…)")));
            Vec::new()
        }
        // The compiler refuses it.
        _ => Vec::new(),
    }
}

/// The lines of one comment: of `/// text`, which begins with a blank, or of `/** … */`.
fn text_lines(text: &str) -> Vec<String> {
    let Some((first, rest)) = text.split_once('\n') else {
        return vec![text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned()];
    };
    let mut rest: Vec<String> = rest.split('\n').map(|line| line.trim_end().to_owned()).collect();
    if let Some(column) = stars(&rest) {
        for line in rest.iter_mut().filter(|line| !line.is_empty()) {
            line.drain(..=column);
        }
    }
    outdent(&mut rest);
    let mut lines = vec![first.trim().to_owned()];
    lines.extend(rest.into_iter().map(|line| line.trim_end().to_owned()));
    while lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if lines.len() > 1 && lines[0].is_empty() {
        lines.remove(0);
    }
    lines
}

/// The column of the stars that all lines of a block comment begin with. In the first column they are those of a list.
fn stars(lines: &[String]) -> Option<usize> {
    let mut columns =
        lines.iter().filter(|line| !line.is_empty()).map(|line| line.find(|letter| !is_blank(letter)));
    let column = columns.next()?.filter(|column| *column > 0)?;
    let is_star = |line: &String| line.is_empty() || line[column..].starts_with('*');
    (columns.all(|other| other == Some(column)) && lines.iter().all(is_star)).then_some(column)
}

/// Takes away the blanks that all lines begin with.
pub(super) fn outdent(lines: &mut [String]) {
    let indentation = |line: &String| line.len() - line.trim_start_matches(is_blank).len();
    let common = lines.iter().filter(|line| !line.is_empty()).map(indentation).min().unwrap_or(0);
    for line in lines.iter_mut().filter(|line| !line.is_empty()) {
        line.drain(..common);
    }
}

fn is_blank(letter: char) -> bool {
    letter == ' ' || letter == '\t'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        text_lines(text).join("\n")
    }

    #[test]
    fn issue_stars_of_block_comments_are_no_text() {
        assert_eq!(
            of("\n     * Counts words.\n     *\n     * - one\n     *   more\n     "),
            "Counts words.\n\n- one\n  more"
        );
        assert_eq!(of(" Counts words.\n * And lines.\n *"), "Counts words.\nAnd lines.");
        assert_eq!(of("\n    Counts words.\n\n        code\n    "), "Counts words.\n\n    code");
        // A list has stars of its own.
        assert_eq!(of("Some:\n* one\n* two"), "Some:\n* one\n* two");
        assert_eq!(of("\n * Some:\n * * one\n"), "Some:\n* one");
        assert_eq!(of(" Counts.  "), "Counts.");
        assert_eq!(of(""), "");
        assert_eq!(of("\n"), "");
    }

    #[test]
    fn issue_common_indentation_is_no_text() {
        let mut lines: Vec<String> = ["  Counts.", "", "    code", "  end"].map(str::to_owned).into();
        outdent(&mut lines);
        assert_eq!(lines, ["Counts.", "", "  code", "end"]);
    }
}
