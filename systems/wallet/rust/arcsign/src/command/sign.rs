//! `sign`: shows what would be signed, asks, and signs that.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use arcsign::{
    contract::ffi::{Chain, Payload, Shown, Signed, Summary},
    eval::now,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use clap::Args;
use serde_json::{Value, json};

use super::{
    manage::write_new,
    qr,
    report::{Failure, Report},
    terminal::Terminal,
    text::{bitcoin, columns, decimal, visible},
    wallet::Wallets,
};

/// Sign a transaction or a message, once you have seen what it does
///
/// FILE is a Bitcoin transaction (PSBT, as bytes or in base64), a transaction of an EVM chain as JSON (PROTOCOL.md has its fields), or
/// typed data of EIP-712 as JSON. What is signed is what was shown: if it changes in between, nothing is signed.
#[derive(Args, Debug)]
pub(super) struct Sign {
    /// The wallet
    wallet: String,
    /// What to sign; - reads standard input
    #[arg(required_unless_present = "message", conflicts_with = "message")]
    file: Option<PathBuf>,
    /// Sign this text as a message of an EVM account
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// The path of the EVM account [default: m/44'/60'/0'/0/0, or the one key of the wallet]
    #[arg(long)]
    path: Option<String>,
    /// The chain that you mean [default: the one that is in what is signed, which you are shown]
    #[arg(long, value_name = "ID")]
    chain_id: Option<String>,
    /// The Bitcoin transaction is one of the test network
    #[arg(long)]
    testnet: bool,
    /// Write the signed transaction to a new file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw the result as a QR code too
    #[arg(long)]
    qr: bool,
    /// Do not ask: for scripts that have looked by themselves
    #[arg(long)]
    yes: bool,
}

/// The largest thing that is signed: 1 MiB.
const LARGEST: u64 = 1 << 20;

impl Sign {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        if let Some(path) = self.output.as_deref().filter(|path| path.symlink_metadata().is_ok()) {
            return Err(Failure::new(format!("{} exists, and nothing is replaced", path.display())));
        }
        let payload = self.payload()?;
        let shown = wallets.host.call(|session| session.show(payload.clone()))?;
        let path = match (&self.path, &payload, &*wallet.kind) {
            (_, Payload::Psbt { .. }, _) => String::new(),
            (Some(path), ..) => path.clone(),
            (None, _, "key") => String::new(),
            (None, ..) => "m/44'/60'/0'/0/0".to_owned(),
        };
        if !self.yes {
            let mut terminal = Terminal::open()?;
            terminal.say(&format!("\n{}\n", describe(&payload, &shown)))?;
            let account = if path.is_empty() { String::new() } else { format!(", {path}") };
            if !terminal.agrees(&format!("Sign this with {:?}{account}?", wallet.name))? {
                return Err(Failure::new("not signed"));
            }
        }
        let chain_id = match (&self.chain_id, &shown.summary) {
            (Some(chain), _) => chain.clone(),
            (None, Summary::Transaction { chain_id, .. }) => chain_id.to_string(),
            (None, Summary::Typed { chain_id: Some(chain), .. }) => chain.clone(),
            (None, Summary::Typed { .. }) => {
                return Err(Failure::new(
                    "the typed data names no chain: say which you mean with --chain-id",
                ));
            }
            _ => String::new(),
        };
        let handle = wallets.handle(&wallet)?;
        let signed = wallets
            .host
            .call(|session| session.sign(&handle, &path, &chain_id, payload, &shown.intent, now()))?;
        self.report(&signed)
    }

    fn payload(&self) -> Result<Payload, Failure> {
        if let Some(text) = &self.message {
            return Ok(Payload::Text(text.clone()));
        }
        let content = self.file.as_deref().map_or(Ok(Vec::new()), read)?;
        let chain = if self.testnet { Chain::Testnet } else { Chain::Bitcoin };
        if content.starts_with(b"psbt\xff") {
            return Ok(Payload::Psbt { chain, text: STANDARD.encode(&content) });
        }
        let unknown = || {
            Failure::new(
                "this is neither a Bitcoin transaction (PSBT), nor a transaction or typed data in JSON",
            )
        };
        let text = String::from_utf8(content).map_err(|_| unknown())?;
        let trimmed = text.trim();
        if trimmed.starts_with("cHNidP") {
            return Ok(Payload::Psbt { chain, text: trimmed.to_owned() });
        }
        // Only to tell the two apart: the core reads the text itself.
        let value: Value = serde_json::from_str(trimmed).map_err(|_| unknown())?;
        match (value.get("types").is_some(), value.get("type").is_some()) {
            (true, _) => Ok(Payload::Typed(trimmed.to_owned())),
            (false, true) => Ok(Payload::Transaction(trimmed.to_owned())),
            (false, false) => Err(unknown()),
        }
    }

    fn report(&self, signed: &Signed) -> Result<Report, Failure> {
        let (what, data) = match signed {
            Signed::Transaction { raw, hash, from } => (raw, json!({"raw": raw, "hash": hash, "from": from})),
            Signed::Signature { signature, digest, from } => {
                (signature, json!({"signature": signature, "digest": digest, "from": from}))
            }
            Signed::Psbt { text, signed } => (text, json!({"psbt": text, "signed": signed})),
        };
        let mut text = what.clone();
        if let Some(path) = &self.output {
            write_new(path, what.as_bytes())?;
            text = format!("Signed: {}", path.display());
        }
        if self.qr {
            let drawn = qr::code(what);
            text += "\n";
            text += if drawn.is_empty() { "It is too long for a QR code." } else { &drawn };
        }
        Ok(Report::new(text, data))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::new(format!("{}: {error}", path.display()));
    let mut content = Vec::new();
    let mut limited = |from: &mut dyn Read| from.take(LARGEST + 1).read_to_end(&mut content);
    match path.to_str() {
        Some("-") => limited(&mut io::stdin()),
        _ => limited(&mut File::open(path).map_err(failed)?),
    }
    .map_err(failed)?;
    if content.len() as u64 > LARGEST {
        return Err(Failure::new("more than 1 MiB is not signed"));
    }
    Ok(content)
}

/// What a person sees before a signature. It comes from the core, which will sign nothing else; texts of others are shown with
/// everything that hides in them.
fn describe(payload: &Payload, shown: &Shown) -> String {
    let ether = |wei: &str| format!("{} ether ({wei} wei)", decimal(wei, 18));
    let row = |name: &str, value: String| [name.to_owned(), value];
    let text = match (&shown.summary, payload) {
        (Summary::Transaction { kind, chain_id, to, value, fee_max, total_max, data_bytes }, payload) => {
            let to = to.as_ref().map_or("nobody: it makes a contract".to_owned(), Clone::clone);
            let mut rows = vec![
                row("Transaction", format!("{kind}, chain {chain_id}")),
                row("To", to),
                row("Sends", ether(value)),
                row("Fee, at most", ether(fee_max)),
                row("Both, at most", ether(total_max)),
            ];
            if *data_bytes > 0 {
                rows.push(row(
                    "Data",
                    format!("{data_bytes} bytes: it calls a contract, which may do anything"),
                ));
            }
            let mut text = columns(&rows);
            if let Payload::Transaction(json) = payload {
                text += &format!("\nAs a whole:\n{}\n", visible(json));
            }
            text
        }
        (Summary::Message { bytes, digest }, payload) => {
            let rows = [row("Message", format!("{bytes} bytes")), row("Digest", digest.clone())];
            let content = match payload {
                Payload::Text(text) => visible(text),
                _ => String::new(),
            };
            format!("{}\n{content}\n", columns(&rows))
        }
        (Summary::Typed { primary_type, chain_id, digest }, payload) => {
            let chain = chain_id.clone().unwrap_or_else(|| "none is named".to_owned());
            let rows = [
                row("Typed data", visible(primary_type)),
                row("Chain", chain),
                row("Digest", digest.clone()),
            ];
            let content = match payload {
                Payload::Typed(json) => visible(json),
                _ => String::new(),
            };
            format!("{}\n{content}\n", columns(&rows))
        }
        (Summary::Psbt { inputs, outputs, fee }, _) => {
            let mut rows = vec![row("Bitcoin transaction", format!("{inputs} inputs"))];
            for output in outputs {
                let to = output.address.clone().unwrap_or_else(|| "a script without an address".to_owned());
                rows.push(row("Pays", format!("{} BTC to {to}", bitcoin(output.amount))));
            }
            rows.push(row("Fee", format!("{} BTC ({fee} satoshi)", bitcoin(*fee))));
            columns(&rows)
        }
    };
    format!("{text}\nIntent {}\n", shown.intent)
}
