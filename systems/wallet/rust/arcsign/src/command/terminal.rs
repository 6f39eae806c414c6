//! The terminal: where secrets are asked for and shown. They are never arguments, variables, standard input or output.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt,
};

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use spandrel::Secret;

use super::report::Failure;

/// The longest secret that is typed: 24 words in any script, with room.
const ROOM: usize = 4096;

/// The terminal of this program.
pub(super) struct Terminal {
    file: File,
}

const ENTER: [u8; 2] = [b'\r', b'\n'];
const INTERRUPT: u8 = 3;
const END: u8 = 4;
const BACKSPACE: [u8; 2] = [8, 127];
const CLEAR_LINE: u8 = 21;

impl Terminal {
    pub(super) fn open() -> Result<Terminal, Failure> {
        let file = OpenOptions::new().read(true).write(true).custom_flags(NO_CONTROL).open("/dev/tty");
        let file = file.map_err(|error| {
            Failure::new(format!(
                "there is no terminal to ask and to show secrets on ({error}); programs use `arcsign eval`"
            ))
        })?;
        Ok(Terminal { file })
    }

    /// Shows text that is not secret.
    pub(super) fn say(&mut self, text: &str) -> Result<(), Failure> {
        self.file.write_all(text.as_bytes()).map_err(failed)
    }

    /// Asks for a secret, without showing what is typed.
    pub(super) fn secret(&mut self, question: &str) -> Result<Secret<str>, Failure> {
        // Before the question: who knows it types at once.
        let silent = self.silent()?;
        self.say(question)?;
        let mut typed = Err(io::ErrorKind::UnexpectedEof.into());
        let memory = Secret::fill(ROOM, |room| typed = read_line(&self.file, room));
        drop(silent);
        self.say("\n")?;
        let length = typed.map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => Failure::new("cancelled"),
            _ => failed(error),
        })?;
        let exact = Secret::<[u8]>::new(&memory.expose()[..length]);
        Secret::try_from(exact).map_err(|_| Failure::new("what was typed is not text in UTF-8"))
    }

    /// Shows nothing that is typed for as long as it lives, also between two secrets.
    pub(super) fn silent(&self) -> Result<Silent, Failure> {
        self.file.try_clone().and_then(Silent::new).map_err(failed)
    }

    /// Asks for a secret that is new: twice.
    pub(super) fn new_secret(&mut self, what: &str) -> Result<Secret<str>, Failure> {
        let _silent = self.silent()?;
        for _ in 0..3 {
            let first = self.secret(&format!("{what}: "))?;
            if first == self.secret("Once more: ")? {
                return Ok(first);
            }
            self.say("They differ. Again.\n")?;
        }
        Err(Failure::new("three times two different ones"))
    }

    /// Asks for a line that is not secret.
    pub(super) fn line(&mut self, question: &str) -> Result<Option<String>, Failure> {
        self.say(question)?;
        let mut line = Vec::new();
        let mut byte = [0];
        loop {
            match (&self.file).read(&mut byte) {
                Ok(0) if line.is_empty() => return Ok(None),
                Ok(0) => break,
                Ok(_) if byte[0] == b'\n' => break,
                Ok(_) => line.push(byte[0]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }

    /// Asks for a yes.
    pub(super) fn agrees(&mut self, question: &str) -> Result<bool, Failure> {
        let answer = self.line(&format!("{question} Type yes, or press Enter to stop: "))?;
        Ok(answer.is_some_and(|answer| answer == "yes"))
    }

    /// Shows words with their places, until Enter; then clears the screen and what can be scrolled back to.
    pub(super) fn words(&mut self, words: &Secret<str>) -> Result<(), Failure> {
        for (at, word) in words.expose().split(' ').enumerate() {
            self.say(&format!("{:>4}. ", at + 1))?;
            self.file.write_all(word.as_bytes()).map_err(failed)?;
            self.say("\n")?;
        }
        self.line(
            "Write these words down, on paper, in this order. Then press Enter: the screen is cleared. ",
        )?;
        self.say("\x1b[2J\x1b[3J\x1b[H")
    }
}

/// `O_NOCTTY`: opening a terminal does not make it this program's.
const NO_CONTROL: i32 = 0o400;

fn failed(error: io::Error) -> Failure {
    Failure::new(format!("the terminal: {error}"))
}

/// Reads a line key by key, and returns its length.
fn read_line(mut file: &File, room: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    loop {
        // Straight into the memory of the secret.
        let Some(place) = room.get_mut(length..=length) else {
            return Err(io::Error::other("more than 4096 bytes were typed"));
        };
        if file.read(place)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match place[0] {
            key if ENTER.contains(&key) => {
                place[0] = 0;
                return Ok(length);
            }
            INTERRUPT => return Err(io::ErrorKind::Interrupted.into()),
            END if length == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            CLEAR_LINE => {
                room[..=length].fill(0);
                length = 0;
            }
            key if BACKSPACE.contains(&key) => {
                // A whole character of UTF-8.
                room[length] = 0;
                while length > 0 {
                    length -= 1;
                    let byte = std::mem::take(&mut room[length]);
                    if byte & 0xC0 != 0x80 {
                        break;
                    }
                }
            }
            _ => length += 1,
        }
    }
}

/// Keys come one by one and are not shown, for as long as it lives.
pub(super) struct Silent {
    file: File,
    before: Termios,
}

impl Silent {
    fn new(file: File) -> io::Result<Silent> {
        let before = tcgetattr(&file)?;
        let mut silent = before.clone();
        // Without signals: Ctrl-C is a key, and nothing ends the program while the terminal shows nothing.
        silent.local_modes -= LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
        silent.special_codes[SpecialCodeIndex::VMIN] = 1;
        silent.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&file, OptionalActions::Drain, &silent)?;
        Ok(Silent { file, before })
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        // There is nobody to tell.
        let _ = tcsetattr(&self.file, OptionalActions::Drain, &self.before);
    }
}
