//! The folder of the wallets as people's commands open it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use arcsign::{
    Code, Host, Mode, WalletError,
    contract::ffi::{Account, Chain, Clock, Kdf, Kind, Listed},
    eval::now,
};
use clap::{Args, ValueEnum};
use spandrel::Secret;

use super::{eval::Place, report::Failure, terminal::Terminal};

/// Where the wallets are, and how their core runs.
#[derive(Args, Clone, Debug)]
pub(super) struct Options {
    /// The folder of the wallets [default: $ARCSIGN_DIR, or arcsign in the folder of your data]
    #[arg(long, value_name = "DIR", global = true)]
    dir: Option<PathBuf>,
    /// Where the core runs
    #[arg(long, value_enum, global = true, default_value_t = Place::Worker)]
    mode: Place,
    /// One JSON object for programs, instead of text
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// How keys are made of passwords unless something else was asked for.
pub(super) const KDF: Kdf = Kdf { t: 3, m_kib: 65_536, p: 4 };

/// How long a wallet is unlocked for one command.
const ONE_COMMAND: i64 = 600_000;

/// An open folder, and a person at the terminal.
pub(super) struct Wallets {
    pub(super) host: Host,
    /// A wallet that stays unlocked between commands, and its handle.
    pub(super) unlocked: Option<(String, String)>,
}

impl Options {
    pub(super) fn mode(&self) -> Mode {
        self.mode.mode()
    }

    /// The folder that was named on the command line.
    pub(super) fn named(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// The folder that is meant.
    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        let named = self.dir.clone().or_else(|| env::var_os("ARCSIGN_DIR").map(PathBuf::from));
        if let Some(folder) = named {
            return Ok(folder);
        }
        let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")));
        let data = data.ok_or_else(|| Failure::new("HOME is not set: name the folder with --dir"))?;
        Ok(data.join("arcsign"))
    }

    /// Opens the folder. `make` says whether it is made where nothing is there.
    pub(super) fn open(&self, make: bool) -> Result<Wallets, Failure> {
        let folder = self.folder()?;
        if !folder.exists() && !make {
            return Err(Failure::new(format!(
                "{} does not exist: there are no wallets yet; make one with `arcsign create NAME`",
                folder.display()
            )));
        }
        if let Some(above) = folder.parent() {
            fs::create_dir_all(above)
                .map_err(|error| Failure::new(format!("{}: {error}", above.display())))?;
        }
        let path = folder.to_str().ok_or_else(|| Failure::new("the folder's name is not UTF-8"))?;
        let host = Host::open(self.mode(), path, Clock::System).map_err(|error| match error {
            WalletError::Folder { reason } => Failure::new(format!("{path}: {reason}")),
            error => Failure::Wallet(error),
        })?;
        Ok(Wallets { host, unlocked: None })
    }
}

impl Wallets {
    /// The wallet with a name, or with the 16 digits of the protocol.
    pub(super) fn find(&mut self, name: &str) -> Result<Listed, Failure> {
        let all = self.host.call(|session| session.wallets())?;
        let found =
            all.iter().find(|one| one.name == name).or_else(|| all.iter().find(|one| one.wallet == name));
        found.cloned().ok_or_else(|| {
            let names: Vec<String> = all.iter().map(|one| format!("{:?}", one.name)).collect();
            Failure::new(match names.is_empty() {
                true => {
                    format!("there is no wallet {name:?}, and no other; make one with `arcsign create NAME`")
                }
                false => format!("there is no wallet {name:?}; there are {}", names.join(", ")),
            })
        })
    }

    /// A handle of the wallet: that of this session, or one for which the password is asked.
    pub(super) fn handle(&mut self, wallet: &Listed) -> Result<String, Failure> {
        if let Some((_, handle)) = self.unlocked.as_ref().filter(|(unlocked, _)| *unlocked == wallet.wallet) {
            return Ok(handle.clone());
        }
        let password = self.password(wallet)?;
        self.unlock(wallet, &password, ONE_COMMAND)
    }

    /// Asks for a wallet's password.
    pub(super) fn password(&self, wallet: &Listed) -> Result<Secret<str>, Failure> {
        if wallet.kind == "watch" {
            return Err(Failure::new(format!(
                "{:?} can only watch: it has no password and no keys",
                wallet.name
            )));
        }
        Terminal::open()?.secret(&format!("Password of {:?}: ", wallet.name))
    }

    /// Unlocks a wallet. The passphrase is asked for if it has one.
    pub(super) fn unlock(
        &mut self,
        wallet: &Listed,
        password: &Secret<str>,
        ttl_ms: i64,
    ) -> Result<String, Failure> {
        let mut unlock = |passphrase: Secret<str>| {
            let password = password.clone();
            self.host.call(|session| session.unlock(&wallet.wallet, ttl_ms, password, passphrase, now()))
        };
        let unlocked = match unlock(none()) {
            Err(error) if error.code() == Code::PassphraseMismatch => {
                unlock(Terminal::open()?.secret("Passphrase: ")?)?
            }
            unlocked => unlocked?,
        };
        Ok(unlocked.handle)
    }
}

/// No passphrase.
pub(super) fn none() -> Secret<str> {
    Secret::new("")
}

/// An account on the command line.
#[derive(Args, Clone, Debug)]
pub(super) struct AccountOptions {
    /// Which addresses
    #[arg(long, value_enum, default_value_t = KindName::Bip84)]
    kind: KindName,
    /// Bitcoin's test network instead of its own
    #[arg(long)]
    testnet: bool,
    /// The number of the account
    #[arg(long, default_value_t = 0, value_name = "N")]
    account: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindName {
    /// Legacy: 1…
    Bip44,
    /// Native inside of legacy: 3…
    Bip49,
    /// Native: bc1q…
    Bip84,
    /// Taproot: bc1p…
    Bip86,
    /// EVM chains: 0x…
    Evm,
}

impl AccountOptions {
    pub(super) fn account(&self) -> Account {
        let (kind, chain) = match self.kind {
            KindName::Evm => (Kind::Evm, Chain::Evm),
            KindName::Bip44 => (Kind::Bip44, self.chain()),
            KindName::Bip49 => (Kind::Bip49, self.chain()),
            KindName::Bip84 => (Kind::Bip84, self.chain()),
            KindName::Bip86 => (Kind::Bip86, self.chain()),
        };
        Account { kind, chain, number: self.account }
    }

    fn chain(&self) -> Chain {
        if self.testnet { Chain::Testnet } else { Chain::Bitcoin }
    }
}
