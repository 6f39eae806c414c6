//! `addresses`: where to receive.

use arcsign::{Code, contract::ffi::Address, eval::now};
use clap::Args;
use serde_json::{Value, json};

use super::{
    qr,
    report::{Failure, Report},
    text::columns,
    wallet::{AccountOptions, Wallets},
};

/// Show addresses of a wallet
///
/// Without options it lists the first ones. A wallet that can only watch shows those of its descriptor, without a password.
#[derive(Args, Debug)]
pub(super) struct Addresses {
    /// The wallet
    wallet: String,
    #[command(flatten)]
    account: AccountOptions,
    /// Give out the next address that was not given out yet
    #[arg(long, conflicts_with_all = ["verify", "start", "count"])]
    next: bool,
    /// Say where an address is among the first 1000 of the account, for receiving and for change
    #[arg(long, value_name = "ADDRESS")]
    verify: Option<String>,
    /// Those for change
    #[arg(long)]
    change: bool,
    /// The first one
    #[arg(long, default_value_t = 0, value_name = "N")]
    start: u32,
    /// How many
    #[arg(long, default_value_t = 5, value_name = "N")]
    count: u32,
    /// Draw each as a QR code too
    #[arg(long)]
    qr: bool,
}

impl Addresses {
    pub(super) fn run(self, wallets: &mut Wallets) -> Result<Report, Failure> {
        let wallet = wallets.find(&self.wallet)?;
        let (account, change) = (self.account.account(), u32::from(self.change));
        if wallet.kind == "watch" {
            if self.next || self.verify.is_some() {
                return Err(Failure::new("a wallet that can only watch lists its addresses, and no more"));
            }
            let list =
                wallets.host.call(|session| session.watched(&wallet.wallet, self.start, self.count))?;
            return Ok(self.report(&list));
        }
        let handle = wallets.handle(&wallet)?;
        if let Some(address) = &self.verify {
            let found = wallets
                .host
                .call(|session| session.find_address(&handle, account, address, 1000, now()))
                .map_err(|error| match error.code() {
                    Code::NotFound => Failure::new(format!(
                        "{address} is not among the first 1000 of this account: do not use it"
                    )),
                    _ => Failure::Wallet(error),
                })?;
            let text = format!("{} is yours: {}", found.address, found.path);
            return Ok(Report::new(text, value(&found)));
        }
        if self.next {
            let added = wallets.host.call(|session| session.add_account(&handle, account, now()));
            if let Err(error) = added
                && error.code() != Code::AlreadyExists
            {
                return Err(error.into());
            }
            let next = wallets.host.call(|session| session.next_address(&handle, account, change, now()))?;
            return Ok(self.report(&[next]));
        }
        let list = wallets
            .host
            .call(|session| session.addresses(&handle, account, change, self.start, self.count, now()))?;
        Ok(self.report(&list))
    }

    fn report(&self, list: &[Address]) -> Report {
        let rows: Vec<[String; 2]> = list.iter().map(|one| [one.path.clone(), one.address.clone()]).collect();
        let mut text = columns(&rows);
        if self.qr {
            for one in list {
                text += &format!("\n{}\n{}", one.address, qr::code(&one.address));
            }
        }
        Report::new(text, json!({"addresses": list.iter().map(value).collect::<Vec<_>>()}))
    }
}

fn value(one: &Address) -> Value {
    json!({"path": one.path, "address": one.address, "change": one.change, "index": one.index})
}
