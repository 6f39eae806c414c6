//! Lines of the machine protocol: one request a line, one answer a line.

mod answer;
mod request;
mod scan;

use std::{
    io::{self, ErrorKind, Read, Write},
    time::{SystemTime, UNIX_EPOCH},
};

use spandrel::Secret;

use crate::{Code, Host, WalletError, contract::ffi::Clock};

/// The longest request, in bytes without its end.
pub const MAX_LINE: usize = 1 << 20;

/// Answers every line of `input`, and ends with it. Its error is that reading or writing failed.
///
/// Lines are read into locked memory and wiped there. Neither side may be buffered: a buffer holds secrets, and is not wiped.
pub fn run(host: &mut Host, clock: Clock, input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    let mut result = Ok(());
    // Room for a line, its end, and the beginning of the next one. The memory is wiped when the secret is dropped, at once.
    drop(Secret::fill(MAX_LINE + (64 << 10), |room| {
        let mut evaluator = Evaluator { host, clock, output };
        result = evaluator.lines(input, room);
    }));
    result
}

struct Evaluator<'a> {
    host: &'a mut Host,
    clock: Clock,
    output: &'a mut dyn Write,
}

impl Evaluator<'_> {
    fn lines(&mut self, input: &mut dyn Read, room: &mut [u8]) -> io::Result<()> {
        let (mut filled, mut skipping) = (0, false);
        loop {
            let count = match input.read(&mut room[filled..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            if count == 0 {
                return if filled > 0 || skipping { self.line(&room[..filled], skipping) } else { Ok(()) };
            }
            let mut unseen = filled;
            filled += count;
            // Byte by byte: a search with vectors leaves 32 bytes of the line on the stack.
            while let Some(end) = room[unseen..filled].iter().position(|byte| *byte == b'\n') {
                let end = end + unseen;
                self.line(&room[..end], skipping)?;
                skipping = false;
                filled = shift(room, end + 1, filled);
                unseen = 0;
            }
            // A line without an end that is too long by now is passed over; it is answered when it ends.
            if filled > MAX_LINE + 1 {
                skipping = true;
                filled = shift(room, filled, filled);
            }
        }
    }

    /// Answers one line, which may be empty.
    fn line(&mut self, line: &[u8], too_long: bool) -> io::Result<()> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if too_long || line.len() > MAX_LINE {
            let error = WalletError::new(Code::TooLarge, "a line has more than 1 MiB");
            return self.write(answer::failure("null", &error).as_bytes());
        }
        if line.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            return Ok(());
        }
        let (id, request) = request::read(line, self.clock == Clock::Given);
        let answered =
            request.map_err(|wrong| WalletError::new(Code::InvalidInput, wrong)).and_then(|request| {
                let at = request.at.unwrap_or_else(now);
                self.host.request(&request.op, &request.args, request.secrets, at)
            });
        match answered {
            Err(error) => self.write(answer::failure(&id, &error).as_bytes()),
            Ok((answer, Some(secret))) => {
                let name = answer.secret.as_deref().unwrap_or_default();
                self.write(answer::with_secret(&id, &answer, name, &secret).expose())
            }
            Ok((answer, None)) => self.write(answer::success(&id, &answer).as_bytes()),
        }
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.output.write_all(line)?;
        self.output.flush()
    }
}

/// Moves what stands behind `from` to the beginning, wipes what it leaves, and returns its length.
fn shift(room: &mut [u8], from: usize, filled: usize) -> usize {
    let left = filled - from;
    room.copy_within(from..filled, 0);
    room[left..filled].fill(0);
    left
}

/// Milliseconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
