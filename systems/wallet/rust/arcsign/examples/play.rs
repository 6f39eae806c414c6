//! A wallet's life in each place where its core can run: create, addresses, sign, verify; then what each call costs there.
//!
//! `cargo run --release --example play`, with `-- --short` for fewer rounds. What was signed is verified here, by code that
//! the wallet has no part in.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    io::{self, Write},
    time::{Duration, Instant},
};

use arcsign::{
    Host, Mode, WalletError,
    contract::ffi::{Account, Chain, Clock, Kdf, Kind, Payload, Session, Signed},
    eval::now,
};
use secp256k1::{
    Message,
    ecdsa::{RecoverableSignature, RecoveryId},
};
use sha3::{Digest, Keccak256};
use spandrel::Secret;

/// Rounds of a call, and of one that derives a key.
const ROUNDS: [u32; 2] = [200, 5];
const SHORT: [u32; 2] = [3, 1];

const PATH: &str = "m/44'/60'/0'/0/0";
const TEXT: &str = "pay nobody";
const BITCOIN: Account = Account { kind: Kind::Bip84, chain: Chain::Bitcoin, number: 0 };

/// What calls cost: by their names, in the order in which they come, the median in each mode.
type Costs = BTreeMap<(usize, &'static str), Vec<Duration>>;

fn main() -> Result<(), Box<dyn Error>> {
    spandrel_host::worker::serve();
    let [rounds, derivations] =
        if env::args().any(|argument| argument == "--short") { SHORT } else { ROUNDS };
    let mut costs = Costs::new();
    for mode in Mode::ALL {
        let folder = tempfile::tempdir()?;
        let folder = folder.path().to_str().ok_or("the folder's name is not UTF-8")?;
        life(mode, folder, rounds, derivations, &mut costs)?;
    }
    table(&costs)?;
    Ok(())
}

/// Plays once, and measures each call.
fn life(
    mode: Mode,
    folder: &str,
    rounds: u32,
    derivations: u32,
    costs: &mut Costs,
) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout();
    let begun = Instant::now();
    let mut host = Host::open(mode, folder, Clock::System)?;
    costs.entry((0, "open a folder")).or_default().push(begun.elapsed());

    let password = Secret::<str>::new("correct horse");
    let kdf = Kdf { t: 3, m_kib: 65_536, p: 4 };
    let none = || Secret::<str>::new("");
    let (made, words) = host.call(|session| {
        let made = session.create("play", 12, "english", kdf, password.clone(), none())?;
        Ok((made, session.shown()?))
    })?;
    let count = words.expose().split(' ').count();
    drop(words);
    writeln!(out, "{}\n  create     {count} words, fingerprint {}", mode.name(), made.fingerprint)?;

    let unlock = |session: &Session| session.unlock(&made.wallet, 3_600_000, password.clone(), none(), now());
    let handle =
        measured(&mut host, (1, "unlock, with its key derivation"), derivations, costs, unlock)?.handle;
    host.call(|session| session.add_account(&handle, BITCOIN, now()))?;
    let next = measured(&mut host, (4, "next address"), rounds, costs, |session| {
        session.next_address(&handle, BITCOIN, 0, now())
    })?;
    let list = measured(&mut host, (5, "20 addresses"), rounds, costs, |session| {
        session.addresses(&handle, BITCOIN, 0, 0, 20, now())
    })?;
    let first = list.first().ok_or("no addresses")?;
    let found = host.call(|session| session.find_address(&handle, BITCOIN, &first.address, 20, now()))?;
    writeln!(out, "  addresses  {} at {}; the next one is at {}", found.address, found.path, next.path)?;

    let payload = Payload::Text(TEXT.to_owned());
    let shown =
        measured(&mut host, (3, "show a message"), rounds, costs, |session| session.show(payload.clone()))?;
    let signed = measured(&mut host, (6, "sign a message"), rounds, costs, |session| {
        session.sign(&handle, PATH, "", payload.clone(), &shown.intent, now())
    })?;
    let Signed::Signature { signature, from, .. } = signed else {
        return Err("that is not a signature".into());
    };
    writeln!(out, "  sign       {TEXT:?} by {from}")?;
    let signer = signer(&signature)?;
    if !signer.eq_ignore_ascii_case(&from) {
        return Err(format!("the signature is {signer}'s").into());
    }
    // The canary: a signature with another bit is somebody else's, or nobody's.
    let last = if signature.ends_with("1b") { "1c" } else { "1b" };
    let other = format!("{}{last}", &signature[..signature.len() - 2]);
    if self::signer(&other).is_ok_and(|other| other == signer) {
        return Err("another signature is the same one's".into());
    }
    let entries = host.call(|session| session.audit(&handle, now()))?.len();
    writeln!(
        out,
        "  verify     the signature is that account's; the log has {entries} entries and is whole\n"
    )?;
    measured(&mut host, (2, "list the wallets"), rounds, costs, Session::wallets)?;
    host.close()?;
    Ok(())
}

/// Makes a call some times, and returns the last answer.
fn measured<T>(
    host: &mut Host,
    name: (usize, &'static str),
    rounds: u32,
    costs: &mut Costs,
    work: impl Fn(&Session) -> Result<T, WalletError>,
) -> Result<T, WalletError> {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..rounds {
        let begun = Instant::now();
        last = Some(host.call(&work)?);
        times.push(begun.elapsed());
    }
    times.sort();
    costs.entry(name).or_default().extend(times.get(times.len() / 2));
    last.map_or_else(|| host.call(&work), Ok)
}

/// The account that has signed `TEXT`, by EIP-191.
fn signer(signature: &str) -> Result<String, Box<dyn Error>> {
    let digits = signature.strip_prefix("0x").ok_or("no digits")?;
    let bytes: Vec<u8> = (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16))
        .collect::<Result<_, _>>()?;
    let digest = Keccak256::digest(format!("\x19Ethereum Signed Message:\n{}{TEXT}", TEXT.len()));
    let [compact @ .., v] = &*bytes else { return Err("an empty signature".into()) };
    let id = RecoveryId::try_from(i32::from(*v) - 27)?;
    let signature = RecoverableSignature::from_compact(compact, id)?;
    let key = signature.recover_ecdsa(Message::from_digest(digest.into()))?.serialize_uncompressed();
    let account = Keccak256::digest(&key[1..]);
    Ok(account[12..].iter().fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}")))
}

/// Prints what calls cost.
fn table(costs: &Costs) -> io::Result<()> {
    let mut out = io::stdout();
    let [first, second, third] = Mode::ALL.map(Mode::name);
    writeln!(out, "median of a call, in microseconds\n{:<34}{first:>12}{second:>12}{third:>12}", "")?;
    for ((_, name), times) in costs {
        write!(out, "{name:<34}")?;
        for time in times {
            write!(out, "{:>12}", time.as_micros())?;
        }
        writeln!(out)?;
    }
    Ok(())
}
