//! What is done with a wallet as a whole: `list`, `rename`, `delete`, `password`, `export`, `policy`, `audit`.

use std::{
    fs::OpenOptions,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use arcsign::{contract::ffi::Policy, eval::now};
use base64::{Engine, engine::general_purpose::STANDARD};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::{
    make::row,
    report::{Failure, Report},
    terminal::Terminal,
    text::{bitcoin, columns, decimal, time},
    wallet::{AccountOptions, Wallets},
};

/// List the wallets
#[derive(Args, Debug)]
pub(super) struct List {}

/// Give a wallet another name
#[derive(Args, Debug)]
pub(super) struct Rename {
    /// The wallet
    wallet: String,
    /// What you call it from now on
    name: String,
}

/// Remove a wallet for good: only its words, or a backup, bring it back
#[derive(Args, Debug)]
pub(super) struct Delete {
    /// The wallet
    wallet: String,
}

/// Change the password of a wallet
#[derive(Args, Debug)]
pub(super) struct Password {
    /// The wallet
    wallet: String,
}

/// Write a wallet, or a part of it, for another place
#[derive(Args, Debug)]
pub(super) struct Export {
    /// The wallet
    wallet: String,
    /// What is written
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    account: AccountOptions,
    /// The path of the EVM account that a keystore is for
    #[arg(long, default_value = "m/44'/60'/0'/0/0")]
    path: String,
    /// Write to a new file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The sealed wallet, under its password
    Backup,
    /// What others need to watch an account: no keys
    Descriptor,
    /// One EVM key for another wallet, under a password of its own
    Keystore,
}

/// Show or change what bounds the signatures of a wallet
#[derive(Args, Debug)]
pub(super) struct Bounds {
    /// The wallet
    wallet: String,
    /// The highest fee of a transaction on EVM chains, in wei
    #[arg(long, value_name = "WEI")]
    max_fee_wei: Option<String>,
    /// The highest fee of a Bitcoin transaction, in satoshi
    #[arg(long, value_name = "SATOSHI")]
    max_fee_sat: Option<String>,
    /// The EVM chains that are allowed, by their ids with commas between them; all for every chain
    #[arg(long, value_name = "IDS")]
    chains: Option<String>,
}

/// Show what was done with a wallet, and check that nobody has changed the log
#[derive(Args, Debug)]
pub(super) struct Audit {
    /// The wallet
    wallet: String,
}

impl List {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let all = wallets.host.call(|session| session.wallets())?;
        let rows: Vec<[String; 5]> = all.iter().map(row).collect();
        let data: Vec<_> = all
            .iter()
            .map(|one| {
                json!({
                    "wallet": one.wallet,
                    "name": one.name,
                    "kind": one.kind,
                    "fingerprint": one.fingerprint,
                    "backed_up": one.backed_up,
                })
            })
            .collect();
        let text = match rows.is_empty() {
            true => "No wallets yet: make one with `arcsign create NAME`.".to_owned(),
            false => columns(&rows),
        };
        Ok(Report::new(text, json!({"wallets": data})))
    }
}

impl Rename {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let handle = wallets.handle(&wallet)?;
        wallets.host.call(|session| session.rename(&handle, &self.name, now()))?;
        let text = format!("{:?} is now {:?}.", wallet.name, self.name);
        Ok(Report::new(text, json!({"wallet": wallet.wallet, "name": self.name})))
    }
}

impl Delete {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let mut terminal = Terminal::open()?;
        if wallet.kind == "seed" && !wallet.backed_up {
            terminal.say("No backup of this wallet was ever confirmed.\n")?;
        }
        let question = format!("Remove {:?} for good?", wallet.name);
        if !terminal.agrees(&question)? {
            return Err(Failure::new("not removed"));
        }
        let password = match wallet.kind == "watch" {
            true => super::wallet::none(),
            false => wallets.password(&wallet)?,
        };
        wallets.host.call(|session| session.delete(&wallet.wallet, password, now()))?;
        Ok(Report::new(format!("Removed {:?}.", wallet.name), json!({"wallet": wallet.wallet})))
    }
}

impl Password {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let password = wallets.password(&wallet)?;
        let fresh = Terminal::open()?.new_secret("New password, 8 characters or more")?;
        wallets.host.call(|session| session.change_password(&wallet.wallet, password, fresh, now()))?;
        let text = format!("{:?} has the new password. Old backups still have the old one.", wallet.name);
        Ok(Report::new(text, json!({"wallet": wallet.wallet})))
    }
}

impl Export {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let (content, text, data) = match self.format {
            Format::Backup => {
                let password = wallets.password(&wallet)?;
                let sealed = wallets.host.call(|session| session.backup(&wallet.wallet, password, now()))?;
                let text = STANDARD.encode(&sealed);
                (sealed, text.clone(), json!({"backup": text}))
            }
            Format::Descriptor => {
                let (handle, account) = (wallets.handle(&wallet)?, self.account.account());
                let found = wallets.host.call(|session| session.descriptors(&handle, account, now()))?;
                let text = found.receive.clone().unwrap_or_else(|| found.xpub.clone());
                let data = json!({
                    "xpub": found.xpub,
                    "descriptor": found.receive,
                    "change_descriptor": found.change,
                });
                (format!("{text}\n").into_bytes(), text, data)
            }
            Format::Keystore => {
                let path = if wallet.kind == "key" { "" } else { &self.path };
                let handle = wallets.handle(&wallet)?;
                let password = Terminal::open()?.new_secret("Password of the keystore")?;
                let file = wallets.host.call(|session| session.keystore(&handle, path, password, now()))?;
                let value = serde_json::from_str(&file).unwrap_or_default();
                (format!("{file}\n").into_bytes(), file, value)
            }
        };
        let Some(path) = &self.output else { return Ok(Report::new(text, data)) };
        write_new(path, &content)?;
        let text = format!("Written: {}", path.display());
        Ok(Report::new(text, json!({"file": path.display().to_string()})))
    }
}

impl Bounds {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        if self.max_fee_wei.is_none() && self.max_fee_sat.is_none() && self.chains.is_none() {
            let handle = wallets.handle(&wallet)?;
            return Ok(bounds(&wallets.host.call(|session| session.policy(&handle, now()))?));
        }
        let password = wallets.password(&wallet)?;
        let handle = wallets.unlock(&wallet, &password, 60_000)?;
        let mut policy = wallets.host.call(|session| session.policy(&handle, now()))?;
        policy.max_fee_wei = self.max_fee_wei.unwrap_or(policy.max_fee_wei);
        policy.max_fee_sat = self.max_fee_sat.unwrap_or(policy.max_fee_sat);
        if let Some(chains) = self.chains {
            let ids = chains.split(',').map(|id| id.trim().to_owned());
            policy.chains = (chains != "all").then(|| ids.collect());
        }
        wallets.host.call(|session| session.set_policy(&handle, policy.clone(), password, now()))?;
        Ok(bounds(&policy))
    }
}

fn bounds(policy: &Policy) -> Report {
    let satoshi = policy.max_fee_sat.parse().map_or_else(|_| policy.max_fee_sat.clone(), bitcoin);
    let chains = policy.chains.as_ref().map_or("every one".to_owned(), |ids| ids.join(", "));
    let text = columns(&[
        ["Highest fee, EVM".to_owned(), format!("{} ether", decimal(&policy.max_fee_wei, 18))],
        ["Highest fee, Bitcoin".to_owned(), format!("{satoshi} BTC")],
        ["EVM chains".to_owned(), chains],
    ]);
    let data = json!({
        "max_fee_wei": policy.max_fee_wei,
        "max_fee_sat": policy.max_fee_sat,
        "chains": policy.chains,
    });
    Report::new(text, json!({"policy": data}))
}

impl Audit {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let handle = wallets.handle(&wallet)?;
        let entries = wallets.host.call(|session| session.audit(&handle, now()))?;
        let rows: Vec<[String; 3]> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| [format!("{at:>5}"), time(entry.at), entry.op.clone()])
            .collect();
        let text = format!("{}{} entries; the log is whole.", columns(&rows), entries.len());
        let data: Vec<_> = entries
            .iter()
            .enumerate()
            .map(|(seq, entry)| json!({"seq": seq, "at": entry.at, "op": entry.op, "mac": entry.mac}))
            .collect();
        Ok(Report::new(text, json!({"entries": data})))
    }
}

/// Writes a file that was not there, for its owner alone.
pub(super) fn write_new(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("{}: {error}; nothing was replaced", path.display()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(failed)
}
