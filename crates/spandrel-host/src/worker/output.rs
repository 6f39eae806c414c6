//! What a worker has written, as far as it says why it ended.

use std::collections::VecDeque;

/// Bytes of the end that are stored.
const LAST: usize = 600;

/// Bytes that are stored of what Go writes when it ends a process.
const CAUSE: usize = 400;

/// How lines begin with which Go, or the bridge, says why it ends a process. Stacks of all goroutines follow.
const CAUSES: [&[u8]; 5] = [b"fatal error: ", b"panic: ", b"runtime: ", b"spandrel: ", b"SIG"];

/// The end of what was written, and the beginning of the last cause in it.
#[derive(Debug, Default)]
pub(super) struct Output {
    last: VecDeque<u8>,
    cause: Vec<u8>,
    /// The beginning of a line that is not long enough yet to be compared.
    line: Vec<u8>,
    /// Whether more belongs to the cause.
    open: bool,
    /// Whether the line was compared already.
    inside: bool,
}

impl Output {
    /// Takes more of it.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.last.extend(bytes);
        let excess = self.last.len().saturating_sub(LAST);
        self.last.drain(..excess);
        bytes.iter().for_each(|byte| self.push_byte(*byte));
    }

    fn push_byte(&mut self, byte: u8) {
        if self.open {
            self.cause.push(byte);
            self.open = self.cause.len() < CAUSE;
        }
        if byte == b'\n' {
            self.line.clear();
            self.inside = false;
            return;
        }
        if self.inside {
            return;
        }
        self.line.push(byte);
        let could_be = |cause: &&[u8]| cause.starts_with(&self.line);
        if CAUSES.contains(&self.line.as_slice()) {
            self.inside = true;
            // `runtime:` and `SIG` stand in front of a fatal error, and inside of the stacks.
            if !self.open {
                self.cause = std::mem::take(&mut self.line);
                self.open = true;
            }
        } else if !CAUSES.iter().any(could_be) {
            self.inside = true;
            self.line.clear();
        }
    }

    /// The cause, or else the end.
    pub(super) fn text(&self) -> String {
        let last: Vec<u8>;
        let text = if self.cause.is_empty() {
            last = self.last.iter().copied().collect();
            &last
        } else {
            &self.cause
        };
        String::from_utf8_lossy(text).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_found_in_front_of_long_stacks() {
        for step in [1, 7, 4096] {
            let mut output = Output::default();
            let stacks =
                "goroutine 1 [running]:\nmain.f()\n\tpanic: not at the start of a line\n".repeat(1000);
            let text = format!("log: all is well\nfatal error: concurrent map writes\n\n{stacks}");
            text.as_bytes().chunks(step).for_each(|part| output.push(part));
            assert!(
                output.text().starts_with("fatal error: concurrent map writes\n\ngoroutine 1"),
                "{}",
                output.text()
            );
            assert_eq!(output.cause.len(), CAUSE);
        }
    }

    #[test]
    fn without_a_cause_it_is_the_end() {
        let mut output = Output::default();
        output.push("panics are not causes: ".repeat(100).as_bytes());
        output.push(b"bye\n");
        assert!(output.text().ends_with("bye") && output.text().len() <= LAST);
        assert_eq!(Output::default().text(), "");
    }
}
