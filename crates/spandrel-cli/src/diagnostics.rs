//! Shows refusals the way rustc shows errors: file, line, column, the source, a caret, a hint.

use std::{io::IsTerminal, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use spandrel_syntax::Report;

use crate::{Error, Result};

/// Collects the reports of several files.
#[derive(Debug, Default)]
pub struct Refusals {
    rendered: Vec<String>,
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
        }
    }

    /// An error if anything was refused.
    pub fn finish(self) -> Result<()> {
        let count = self.rendered.len();
        if count == 0 { Ok(()) } else { Err(Error::Refused { count, rendered: self.rendered.join("\n\n") }) }
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
