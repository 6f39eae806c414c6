//! `create`, `import`, `restore`: wallets come to be. `backup`: are the words on paper the right ones?

use std::{fs, path::PathBuf};

use arcsign::{
    Code,
    contract::ffi::{Listed, Made},
    eval::now,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use clap::Args;
use serde_json::json;
use spandrel::Secret;

use super::{
    report::{Failure, Report},
    terminal::Terminal,
    wallet::{KDF, Options, Wallets, none},
};

/// Make a wallet of new words
///
/// Asks for a new password, shows the words on the terminal, and checks that you wrote them down. The words are all that is needed to
/// get everything back, for you and for everyone else who has them.
#[derive(Args, Debug)]
pub(super) struct Create {
    /// What you call it
    name: String,
    /// How many words: 12, 15, 18, 21 or 24
    #[arg(long, default_value_t = 24)]
    words: u32,
    /// The language of the words
    #[arg(long, default_value = "english")]
    language: String,
    /// Ask for a passphrase too: without it the words alone give another, empty wallet
    #[arg(long)]
    passphrase: bool,
}

/// Make a wallet of words that you have
#[derive(Args, Debug)]
pub(super) struct Import {
    /// What you call it
    name: String,
    /// The language of the words [default: whichever they are valid in]
    #[arg(long)]
    language: Option<String>,
    /// The words have a passphrase
    #[arg(long)]
    passphrase: bool,
}

/// Make a wallet of a file: a sealed backup, a keystore of another wallet, or a descriptor to watch
#[derive(Args, Debug)]
pub(super) struct Restore {
    /// What you call it
    name: String,
    /// What `arcsign export` has written, a keystore of version 3, or a text file with a descriptor
    file: PathBuf,
    /// The sealed wallet has a passphrase
    #[arg(long)]
    passphrase: bool,
}

/// Check that the words you wrote down are those of the wallet
///
/// Asks for some of them by their places. Do it again from time to time: paper gets lost.
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The wallet
    wallet: String,
}

impl Create {
    pub(super) fn run(self, options: &Options) -> Result<Report, Failure> {
        let mut terminal = Terminal::open()?;
        let mut wallets = options.open(true)?;
        let password = terminal.new_secret("New password, 8 characters or more")?;
        let passphrase = passphrase(&mut terminal, self.passphrase, true)?;
        let (made, words) = wallets.host.call(|session| {
            let passphrase = passphrase.clone();
            let made =
                session.create(&self.name, self.words, &self.language, KDF, password.clone(), passphrase)?;
            Ok((made, session.shown()?))
        })?;
        terminal.say(&format!("\nThe {} words of {:?}:\n\n", self.words, self.name))?;
        terminal.words(&words)?;
        let unlocked =
            wallets.host.call(|session| session.unlock(&made.wallet, 60_000, password, passphrase, now()))?;
        let count = words.expose().split(' ').count();
        drop(words);
        let confirmed = drill(&mut terminal, &mut wallets, &unlocked.handle, count)?;
        let mut report = report(&self.name, &made);
        report.data["backed_up"] = json!(confirmed);
        if !confirmed {
            report.text +=
                &format!("\nNot confirmed: run `arcsign backup {:?}` when you have the words.", self.name);
        }
        Ok(report)
    }
}

impl Import {
    pub(super) fn run(self, options: &Options) -> Result<Report, Failure> {
        let mut terminal = Terminal::open()?;
        let mut wallets = options.open(true)?;
        let words = terminal.secret("The words, one space between two (not shown): ")?;
        let passphrase = passphrase(&mut terminal, self.passphrase, false)?;
        let password = terminal.new_secret("New password, 8 characters or more")?;
        let made = wallets.host.call(|session| {
            session.import(&self.name, self.language.clone(), KDF, words, password, passphrase)
        })?;
        Ok(report(&self.name, &made))
    }
}

/// The largest file that is read: 1 MiB.
const LARGEST: u64 = 1 << 20;

impl Restore {
    pub(super) fn run(self, options: &Options) -> Result<Report, Failure> {
        let failed = |error| Failure::new(format!("{}: {error}", self.file.display()));
        if fs::metadata(&self.file).map_err(failed)?.len() > LARGEST {
            return Err(Failure::new("the file has more than 1 MiB, which no backup has"));
        }
        let content = fs::read(&self.file).map_err(failed)?;
        let text = std::str::from_utf8(&content).unwrap_or_default().trim();
        let mut wallets = options.open(true)?;
        if text.starts_with('{') {
            let mut terminal = Terminal::open()?;
            let password = terminal.secret("Password of the keystore: ")?;
            let fresh = terminal.new_secret("New password of the wallet, 8 characters or more")?;
            let made = wallets
                .host
                .call(|session| session.restore_keystore(&self.name, text, KDF, password, fresh))?;
            return Ok(report(&self.name, &made));
        }
        if text.contains('(') {
            let made = wallets.host.call(|session| session.restore_descriptor(&self.name, text))?;
            return Ok(report(&self.name, &made));
        }
        // As a file, or as the text that `export` writes to the terminal.
        let sealed = match content.starts_with(b"ARC1") {
            true => content,
            false => STANDARD.decode(text).map_err(|_| {
                Failure::new("the file is neither a sealed backup, nor a keystore, nor a descriptor")
            })?,
        };
        let mut terminal = Terminal::open()?;
        let password = terminal.secret("Password of the backup: ")?;
        let passphrase = passphrase(&mut terminal, self.passphrase, false)?;
        let made = wallets
            .host
            .call(|session| session.restore_backup(&self.name, &sealed, password, passphrase))
            .map_err(|error| match error.code() {
                Code::PassphraseMismatch if !self.passphrase => {
                    Failure::new("the wallet has a passphrase: add --passphrase")
                }
                _ => Failure::Wallet(error),
            })?;
        Ok(report(&self.name, &made))
    }
}

impl Backup {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let handle = wallets.handle(&wallet)?;
        let mut terminal = Terminal::open()?;
        let count = terminal.line("How many words does it have? ")?.and_then(|count| count.parse().ok());
        let count = count.filter(|count| (12..=24).contains(count) && count % 3 == 0);
        let count = count.ok_or_else(|| Failure::new("a wallet has 12, 15, 18, 21 or 24 words"))?;
        if !drill(&mut terminal, wallets, &handle, count)? {
            return Err(Failure::new("the backup is not confirmed"));
        }
        let text = format!("The words of {:?} are confirmed.", wallet.name);
        Ok(Report::new(text, json!({"wallet": wallet.wallet, "backed_up": true})))
    }
}

fn passphrase(terminal: &mut Terminal, wanted: bool, new: bool) -> Result<Secret<str>, Failure> {
    match (wanted, new) {
        (false, _) => Ok(none()),
        (true, true) => terminal.new_secret("Passphrase"),
        (true, false) => terminal.secret("Passphrase: "),
    }
}

/// How many words are asked for.
const ASKED: usize = 4;

/// Asks for some words, and says whether they were right.
fn drill(
    terminal: &mut Terminal,
    wallets: &mut Wallets,
    handle: &str,
    count: usize,
) -> Result<bool, Failure> {
    terminal.say("\nNow the check: type words from your paper. Enter alone stops.\n")?;
    let _silent = terminal.silent()?;
    let places = places(count)?;
    let mut typed = Vec::new();
    for place in &places {
        let word = terminal.secret(&format!("Word {}: ", place + 1))?;
        if word.is_empty() {
            return Ok(false);
        }
        typed.push(word);
    }
    let words = joined(&typed)?;
    let confirmed = wallets.host.call(|session| session.confirm_backup(handle, &places, words, now()));
    match confirmed {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.code(), Code::InvalidMnemonic | Code::InvalidInput) => {
            terminal.say("That is not what the wallet has.\n")?;
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Different places, drawn at random.
fn places(count: usize) -> Result<Vec<u32>, Failure> {
    let mut left: Vec<u32> = (0..u32::try_from(count).unwrap_or(0)).collect();
    let mut drawn = Vec::new();
    while drawn.len() < ASKED && !left.is_empty() {
        let mut number = [0; 8];
        rustix::rand::getrandom(&mut number[..], rustix::rand::GetRandomFlags::empty())
            .map_err(|error| Failure::new(format!("no random numbers: {error}")))?;
        let at = usize::try_from(u64::from_le_bytes(number) % left.len() as u64).unwrap_or(0);
        drawn.push(left.remove(at));
    }
    Ok(drawn)
}

/// Words with a space between two.
fn joined(words: &[Secret<str>]) -> Result<Secret<str>, Failure> {
    let length = words.iter().map(|word| word.len() + 1).sum::<usize>() - 1;
    let joined = Secret::fill(length, |memory| {
        let mut at = 0;
        for word in words {
            memory[at..at + word.len()].copy_from_slice(word.expose().as_bytes());
            at += word.len();
            if at < length {
                memory[at] = b' ';
                at += 1;
            }
        }
    });
    Secret::try_from(joined).map_err(|_| Failure::new("the words are not text"))
}

fn report(name: &str, made: &Made) -> Report {
    let mut text = format!("Made {name:?}: wallet {}, fingerprint {}.", made.wallet, made.fingerprint);
    let mut data = json!({"wallet": made.wallet, "name": name, "fingerprint": made.fingerprint});
    if let Some(address) = &made.address {
        text += &format!("\nIts one account is {address}.");
        data["address"] = json!(address);
    }
    Report::new(text, data)
}

/// One line of `list`.
pub(super) fn row(wallet: &Listed) -> [String; 5] {
    let kind = match &*wallet.kind {
        "seed" => "words",
        "key" => "one key",
        "watch" => "watches",
        kind => kind,
    };
    let backed_up = match (&*wallet.kind, wallet.backed_up) {
        ("seed", false) => "no backup confirmed",
        _ => "",
    };
    [
        wallet.name.clone(),
        kind.to_owned(),
        wallet.fingerprint.clone(),
        wallet.wallet.clone(),
        backed_up.to_owned(),
    ]
}
