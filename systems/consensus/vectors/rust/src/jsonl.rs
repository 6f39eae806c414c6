//! JSON Lines in, JSON Lines out.

use std::io::{self, BufRead as _, BufReader, Read, Write};

use crate::Evaluator;

/// Longer lines are refused without being stored.
const LONGEST_LINE: usize = 128 << 20;

/// Answers every request line of `input` on `output`, in order.
///
/// Answers are flushed whenever no further complete line is waiting, so that a caller may ask, wait
/// for the answer, and ask again.
///
/// # Errors
/// What reading or writing reports.
pub fn serve(
    evaluator: Evaluator,
    input: &mut BufReader<impl Read>,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    while let Some(length) = read_line(input, &mut line)? {
        let request = line.strip_suffix(b"\r").unwrap_or(&line);
        if length > LONGEST_LINE {
            let error = "the line is longer than 128 MiB";
            writeln!(output, "{{\"id\":null,\"ok\":false,\"code\":1,\"error\":\"{error}\"}}")?;
        } else if !request.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            output.write_all(evaluator.eval(request).as_bytes())?;
            output.write_all(b"\n")?;
        }
        // What the system has beyond the buffer is not asked for: that could wait for ever.
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
    }
    output.flush()
}

/// Reads up to the next end of line, which is dropped, and returns how long the line was; `None` at
/// the end of the input. Of a line that is too long only the length is known.
fn read_line(input: &mut BufReader<impl Read>, line: &mut Vec<u8>) -> io::Result<Option<usize>> {
    line.clear();
    let mut length = 0usize;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if chunk.is_empty() {
            return Ok((length > 0).then_some(length));
        }
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        length = length.saturating_add(part.len());
        // One more than allowed, for the carriage return.
        if length <= LONGEST_LINE + 1 {
            line.extend_from_slice(part);
        } else {
            line.clear();
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &[u8]) -> Vec<String> {
        let mut output = Vec::new();
        serve(Evaluator::default(), &mut BufReader::with_capacity(8, input), &mut output).unwrap();
        String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn one_answer_a_line_and_none_for_blank_lines() {
        let input = b"{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}\r\n \t\n\n\r\nnonsense\n\xff\n{\"op\":\"address\",\"id\":\"z\",\"pubkey\":\"00\"}";
        let answers = answers(input);
        assert_eq!(answers.len(), 4);
        assert!(answers[0].starts_with(r#"{"id":1,"ok":true,"code":0,"value":"e3b0c442"#));
        assert!(answers[1].starts_with(r#"{"id":null,"ok":false,"code":1,"error":""#));
        assert!(answers[2].starts_with(r#"{"id":null,"ok":false,"code":1,"error":""#));
        assert!(answers[3].starts_with(r#"{"id":"z","ok":false,"code":1,"error":"pubkey"#));
    }

    #[test]
    fn answers_come_before_more_is_asked() {
        let (mut asker, ours) = std::os::unix::net::UnixStream::pair().unwrap();
        let server = std::thread::spawn(move || {
            let mut output = ours.try_clone().unwrap();
            serve(Evaluator::default(), &mut BufReader::new(ours), &mut io::BufWriter::new(&mut output))
        });
        let mut answers = BufReader::new(asker.try_clone().unwrap());
        for id in 0..3 {
            writeln!(asker, "{{\"op\":\"sha256\",\"id\":{id},\"data\":\"\"}}").unwrap();
            let mut answer = String::new();
            answers.read_line(&mut answer).unwrap();
            assert!(answer.starts_with(&format!("{{\"id\":{id},\"ok\":true")));
        }
        asker.shutdown(std::net::Shutdown::Write).unwrap();
        server.join().unwrap().unwrap();
    }
}
