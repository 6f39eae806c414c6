//! `unlock`: a wallet stays unlocked while its owner gives commands.

use arcsign::eval::now;
use clap::{Args, Parser};
use serde_json::json;

use super::{
    Command,
    report::{Failure, Report, finish},
    terminal::Terminal,
    wallet::{Options, Wallets},
};

/// Unlock a wallet, and give commands until it is locked again
///
/// The commands are those of arcsign. This wallet's password is not asked for again until you type lock, close the terminal, or
/// the time is over.
#[derive(Args, Debug)]
pub(super) struct Unlock {
    /// The wallet
    wallet: String,
    /// For how long, in minutes
    #[arg(long, default_value_t = 15, value_name = "MINUTES", value_parser = clap::value_parser!(u8).range(1..=60))]
    minutes: u8,
}

/// A line of a session.
#[derive(Debug, Parser)]
#[command(multicall = true, disable_version_flag = true)]
struct Line {
    #[command(subcommand)]
    command: Given,
}

#[derive(Debug, clap::Subcommand)]
enum Given {
    #[command(flatten)]
    Command(Command),
    /// Lock the wallet, and end
    Lock,
}

impl Unlock {
    pub(super) fn run(self, options: &Options, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let password = wallets.password(&wallet)?;
        let handle = wallets.unlock(&wallet, &password, i64::from(self.minutes) * 60_000)?;
        drop(password);
        wallets.unlocked = Some((wallet.wallet.clone(), handle.clone()));
        let mut terminal = Terminal::open()?;
        terminal.say(&format!(
            "{:?} is unlocked for {} minutes. Type commands, help, or lock.\n",
            wallet.name, self.minutes
        ))?;
        while let Some(line) = terminal.line("arcsign> ")? {
            let Some(words) = split(&line) else {
                super::complain("a quotation mark is missing");
                continue;
            };
            if words.is_empty() {
                continue;
            }
            match Line::try_parse_from(words) {
                Ok(Line { command: Given::Lock }) => break,
                Ok(Line { command: Given::Command(command) }) => {
                    finish(command.run_in(options, wallets), options.json);
                }
                // Help is one of them.
                Err(error) => drop(error.print()),
            }
        }
        wallets.unlocked = None;
        // Its time may be over.
        let _ = wallets.host.call(|session| session.lock(&handle, now()));
        Ok(Report::new(format!("{:?} is locked.", wallet.name), json!({"wallet": wallet.wallet})))
    }
}

/// The words of a line; quotation marks hold words with spaces together.
fn split(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            None if matches!(character, '"' | '\'') && word.as_ref().is_none_or(String::is_empty) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            None if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_into_words() {
        let words = |line| split(line).map(|words| words.join("|"));
        assert_eq!(words("  list "), Some("list".to_owned()));
        assert_eq!(words("sign \"my wallet\" a.json"), Some("sign|my wallet|a.json".to_owned()));
        assert_eq!(words("--path m/44'/60'/0'/0/1 ''"), Some("--path|m/44'/60'/0'/0/1|".to_owned()));
        assert_eq!((words("\"open"), words("")), (None, Some(String::new())));
    }
}
