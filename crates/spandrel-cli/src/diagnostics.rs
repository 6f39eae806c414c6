//! Shows refusals the way rustc shows errors: file, line, column, the source, a caret, a hint.

use std::{io::IsTerminal, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use spandrel_syntax::Report;

use crate::{Error, Result};

/// One refusal, for machines.
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    /// The Rust file, relative to the project.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is refused, and what is supported.
    pub message: String,
    /// The replacement, if there is one.
    pub hint: Option<String>,
}

/// Collects the reports of several files.
#[derive(Debug, Default)]
pub struct Refusals {
    rendered: Vec<String>,
    refusals: Vec<Refusal>,
}

impl Refusals {
    /// Adds the report of one file.
    pub fn add(&mut self, report: &Report, source: &str, path: &str) {
        let renderer = if std::io::stderr().is_terminal() { Renderer::styled() } else { Renderer::plain() };
        for error in report.sorted() {
            let title = error.to_string();
            let hint = error.reason.hint();
            let snippet = Snippet::source(source)
                .path(path)
                .annotation(AnnotationKind::Primary.span(visible(error.span.byte_range(), source)));
            let group = Level::ERROR.primary_title(&title).element(snippet);
            let group = match &hint {
                Some(hint) => group.element(Level::HELP.with_name("hint").message(hint)),
                None => group,
            };
            let groups: [Group<'_>; 1] = [group];
            self.rendered.push(renderer.render(&groups));
            let before = source.get(..error.span.byte_range().start).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            self.refusals.push(Refusal {
                file: path.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: title.clone(),
                hint,
            });
        }
    }

    /// An error if anything was refused.
    pub fn finish(self) -> Result<()> {
        let count = self.rendered.len();
        if count == 0 {
            return Ok(());
        }
        Err(Error::Refused { count, rendered: self.rendered.join("\n\n"), refusals: self.refusals })
    }
}

/// A span cut to the source and to its first line: a refused module would otherwise be printed whole.
fn visible(span: Range<usize>, source: &str) -> Range<usize> {
    let start = span.start.min(source.len());
    let end = span.end.clamp(start, source.len());
    if !source.is_char_boundary(start) || !source.is_char_boundary(end) {
        return 0..0;
    }
    let first_line = source[start..end].find('\n').map_or(end, |line_end| start + line_end);
    start..first_line
}
