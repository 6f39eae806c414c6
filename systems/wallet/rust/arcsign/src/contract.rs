//! What the Go core of the wallet does.

/// The wallet's core, as its host calls it.
#[spandrel::bridge(package = "arcsign")]
pub mod ffi {
    /// What went wrong. This is the one table of errors: the Go core and the protocol's page have these numbers and, in
    /// capitals, these names.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Code {
        /// Something that was given is not what it has to be.
        InvalidInput = 101,
        /// A mnemonic has a wrong number of words, or a word that is not in its list.
        InvalidMnemonic = 102,
        /// A checksum is wrong: of a mnemonic, an address, an extended key.
        InvalidChecksum = 103,
        /// A path, or a number in one.
        InvalidPath = 104,
        /// An unknown chain, or one that does not go with the kind.
        UnsupportedChain = 105,
        /// A line, a count or a file is too large.
        TooLarge = 106,
        /// The password is wrong, or the file was changed.
        WrongPasswordOrCorrupt = 201,
        /// This needs an unlocked wallet.
        Locked = 202,
        /// Too many wrong passwords: wait.
        RateLimited = 203,
        /// The wallet was locked again, or its time is over.
        HandleExpired = 204,
        /// The passphrase is not that of the making.
        PassphraseMismatch = 205,
        /// There is no such wallet, account, address or input.
        NotFound = 301,
        /// A wallet or account is there already.
        AlreadyExists = 302,
        /// The folder of the wallets is gone.
        StorageGone = 303,
        /// The disk is full.
        NoSpace = 304,
        /// The disk or the folder can only be read.
        ReadOnly = 305,
        /// A file is not what the wallet wrote.
        Tampered = 306,
        /// A file is of a later version.
        VersionTooNew = 307,
        /// The key derivation is too cheap or too dear.
        KdfOutOfRange = 308,
        /// What would be signed is not what was shown.
        IntentChanged = 401,
        /// Chains that do not agree.
        ChainMismatch = 402,
        /// The fee is above the policy's bound.
        FeeTooHigh = 403,
        /// The policy, or the kind of wallet, does not allow it.
        PolicyDenied = 404,
        /// The core failed, and goes on.
        Panic = 501,
        /// The core's process ended.
        CoreDied = 502,
        /// The core did not answer in time, and was ended.
        Deadline = 503,
        /// Another process works in the folder.
        Busy = 504,
        /// Host and core were built from different sources.
        AbiMismatch = 505,
        /// The core is not signed by a trusted key.
        BadSignature = 506,
        /// The system has no random numbers.
        NoEntropy = 507,
    }

    /// Why the core refused.
    #[error]
    #[derive(Clone, PartialEq)]
    pub enum WalletError {
        /// {message}
        Refused {
            /// Which error it is.
            code: Code,
            /// For people. It never holds a secret or a part of one.
            message: String,
            /// The place of the word that is at fault, from 0.
            word: Option<u32>,
            /// How long to wait, in milliseconds.
            retry_ms: Option<u64>,
        },
        /// {reason}
        Folder {
            /// Why the folder cannot be used at all.
            reason: String,
        },
    }

    /// Where the times of a folder come from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Clock {
        /// The system's clock.
        System = 1,
        /// The requests.
        Given = 2,
    }

    /// What a request of the machine protocol is answered with.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Answer {
        /// A JSON object.
        pub data: String,
        /// The name of the secret that comes with it: `Session::shown` fetches it.
        pub secret: Option<String>,
    }

    /// How a key is made of a password: Argon2id.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Kdf {
        /// Passes.
        pub t: u32,
        /// Memory, in KiB.
        pub m_kib: u32,
        /// Lanes.
        pub p: u32,
    }

    /// A wallet that was made.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Made {
        /// Its name in the protocol: 16 digits.
        pub wallet: String,
        /// The fingerprint of its master key.
        pub fingerprint: String,
        /// Of a wallet with a single key.
        pub address: Option<String>,
    }

    /// A wallet of the folder.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Listed {
        /// Its name in the protocol: 16 digits.
        pub wallet: String,
        /// The name that its owner gave it.
        pub name: String,
        /// seed, key, watch, or damaged.
        pub kind: String,
        /// The fingerprint of its master key.
        pub fingerprint: String,
        /// Whether its owner has confirmed a backup.
        pub backed_up: bool,
    }

    /// A wallet that was unlocked.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Unlocked {
        /// What stands for the wallet until then.
        pub handle: String,
        /// Milliseconds since 1970.
        pub expires_ms: i64,
        /// The fingerprint of its master key.
        pub fingerprint: String,
    }

    /// Which keys, and which addresses of them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Kind {
        /// Legacy addresses.
        Bip44,
        /// Native addresses inside of legacy ones.
        Bip49,
        /// Native addresses.
        Bip84,
        /// Taproot addresses.
        Bip86,
        /// Accounts of EVM chains.
        Evm,
    }

    /// A network.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Chain {
        /// Bitcoin's own.
        Bitcoin,
        /// Its test network.
        Testnet,
        /// Every EVM chain.
        Evm,
    }

    /// An account of a wallet.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Account {
        /// Which keys.
        pub kind: Kind,
        /// Of which network.
        pub chain: Chain,
        /// Its number, from 0.
        pub number: u32,
    }

    /// An address, and where its key is.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Address {
        /// The path of its key.
        pub path: String,
        /// As people write it.
        pub address: String,
        /// 0 for receiving, 1 for change.
        pub change: u32,
        /// Its place.
        pub index: u32,
    }

    /// What others need to watch an account.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Descriptors {
        /// The extended public key.
        pub xpub: String,
        /// Of addresses to receive at; not for EVM.
        pub receive: Option<String>,
        /// Of addresses for change; not for EVM.
        pub change: Option<String>,
    }

    /// What bounds the signatures of a wallet.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Policy {
        /// The highest fee of an EVM transaction, a decimal number.
        pub max_fee_wei: String,
        /// The highest fee of a Bitcoin transaction, a decimal number.
        pub max_fee_sat: String,
        /// The ids of EVM chains; none for every chain.
        pub chains: Option<Vec<String>>,
    }

    /// An entry of a wallet's log.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Entry {
        /// Milliseconds since 1970.
        pub at: i64,
        /// What was done.
        pub op: String,
        /// What authenticates it and all entries before it.
        pub mac: String,
    }

    /// What can be shown and signed.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Payload {
        /// A transaction of an EVM chain, as JSON.
        Transaction(String),
        /// A text, by EIP-191.
        Text(String),
        /// Bytes, by EIP-191.
        Bytes(Vec<u8>),
        /// Structured data of EIP-712, as JSON.
        Typed(String),
        /// A Bitcoin transaction in base64.
        Psbt {
            /// Its network.
            chain: Chain,
            /// In base64.
            text: String,
        },
    }

    /// What a person is shown before a signature.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Shown {
        /// What it does.
        pub summary: Summary,
        /// What stands for everything that would be signed.
        pub intent: String,
    }

    /// What a payload does.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Summary {
        /// A transaction of an EVM chain; amounts are decimal numbers in wei.
        Transaction {
            /// legacy, access_list, or fee_market.
            kind: String,
            /// The id of the chain.
            chain_id: u64,
            /// The account that receives; none makes a contract.
            to: Option<String>,
            /// What it sends.
            value: String,
            /// The highest fee.
            fee_max: String,
            /// Both together.
            total_max: String,
            /// How long its data is.
            data_bytes: u64,
        },
        /// A message.
        Message {
            /// How long it is.
            bytes: u64,
            /// What is signed.
            digest: String,
        },
        /// Structured data.
        Typed {
            /// The name of its type.
            primary_type: String,
            /// The chain that it is for.
            chain_id: Option<String>,
            /// What is signed.
            digest: String,
        },
        /// A Bitcoin transaction; amounts are in satoshi.
        Psbt {
            /// How many inputs it has.
            inputs: u32,
            /// Where it pays to.
            outputs: Vec<Payment>,
            /// What is left for the miner.
            fee: u64,
        },
    }

    /// An output of a Bitcoin transaction.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Payment {
        /// None for a script that has no address.
        pub address: Option<String>,
        /// In satoshi.
        pub amount: u64,
    }

    /// What was signed.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Signed {
        /// A transaction to send.
        Transaction {
            /// In digits.
            raw: String,
            /// By which explorers name it.
            hash: String,
            /// The account.
            from: String,
        },
        /// A signature of a message or of structured data.
        Signature {
            /// 65 bytes in digits.
            signature: String,
            /// What was signed.
            digest: String,
            /// The account.
            from: String,
        },
        /// A Bitcoin transaction with our signatures.
        Psbt {
            /// In base64.
            text: String,
            /// Which inputs.
            signed: Vec<u32>,
        },
    }

    extern "Go" {
        /// A folder of wallets, and those of them that are unlocked.
        type Session;

        /// Opens a folder, and makes it if nothing is there. `mode` is what requests for information answer.
        fn open(folder: &str, mode: &str, clock: Clock) -> Result<Session, WalletError>;
        /// Goes on with a session that another process has suspended.
        fn resume(folder: &str, mode: &str, suspended: Secret<[u8]>) -> Result<Session, WalletError>;

        /// Answers a request of the machine protocol at a time, in milliseconds since 1970. `args` is a JSON object, or empty
        /// for none. `secrets` holds one secret for each name, one behind the other, each behind its length in 4 bytes, the
        /// highest first.
        fn request(
            self: &Session,
            op: &str,
            args: &str,
            names: &[String],
            secrets: Secret<[u8]>,
            at: i64,
        ) -> Result<Answer, WalletError>;
        /// The secret of the last answer that had one, once.
        fn shown(self: &Session) -> Result<Secret<str>, WalletError>;
        /// The session for another process: the folder, and the secrets of what is unlocked.
        fn suspend(self: &Session) -> Result<Secret<[u8]>, WalletError>;
        /// Locks all wallets and releases the folder.
        fn close(self: &Session) -> Result<(), WalletError>;

        /// The wallets of the folder.
        fn wallets(self: &Session) -> Result<Vec<Listed>, WalletError>;
        /// Makes a wallet of fresh words, which `shown` fetches. Each passphrase may be empty: then there is none.
        fn create(
            self: &Session,
            name: &str,
            words: u32,
            language: &str,
            kdf: Kdf,
            password: Secret<str>,
            passphrase: Secret<str>,
        ) -> Result<Made, WalletError>;
        /// Makes a wallet of words that exist.
        fn import(
            self: &Session,
            name: &str,
            language: Option<String>,
            kdf: Kdf,
            words: Secret<str>,
            password: Secret<str>,
            passphrase: Secret<str>,
        ) -> Result<Made, WalletError>;
        /// Makes a wallet of a sealed backup, whose password stays.
        fn restore_backup(
            self: &Session,
            name: &str,
            backup: &[u8],
            password: Secret<str>,
            passphrase: Secret<str>,
        ) -> Result<Made, WalletError>;
        /// Makes a wallet of a keystore of version 3, in JSON.
        fn restore_keystore(
            self: &Session,
            name: &str,
            keystore: &str,
            kdf: Kdf,
            password: Secret<str>,
            new_password: Secret<str>,
        ) -> Result<Made, WalletError>;
        /// Makes a wallet that can only watch.
        fn restore_descriptor(self: &Session, name: &str, descriptor: &str) -> Result<Made, WalletError>;
        /// Unlocks a wallet for a time.
        fn unlock(
            self: &Session,
            wallet: &str,
            ttl_ms: i64,
            password: Secret<str>,
            passphrase: Secret<str>,
            at: i64,
        ) -> Result<Unlocked, WalletError>;
        /// Locks it.
        fn lock(self: &Session, handle: &str, at: i64) -> Result<(), WalletError>;
        /// Gives it another name.
        fn rename(self: &Session, handle: &str, name: &str, at: i64) -> Result<(), WalletError>;
        /// Removes it for good.
        fn delete(self: &Session, wallet: &str, password: Secret<str>, at: i64) -> Result<(), WalletError>;
        /// Seals it with another password.
        fn change_password(
            self: &Session,
            wallet: &str,
            password: Secret<str>,
            new_password: Secret<str>,
            at: i64,
        ) -> Result<(), WalletError>;
        /// Compares words that were written down, by their places from 0.
        fn confirm_backup(
            self: &Session,
            handle: &str,
            places: &[u32],
            words: Secret<str>,
            at: i64,
        ) -> Result<(), WalletError>;
        /// The sealed backup.
        fn backup(
            self: &Session,
            wallet: &str,
            password: Secret<str>,
            at: i64,
        ) -> Result<Vec<u8>, WalletError>;
        /// What others need to watch an account.
        fn descriptors(
            self: &Session,
            handle: &str,
            account: Account,
            at: i64,
        ) -> Result<Descriptors, WalletError>;
        /// A keystore of version 3 with the key of an EVM account, in JSON.
        fn keystore(
            self: &Session,
            handle: &str,
            path: &str,
            password: Secret<str>,
            at: i64,
        ) -> Result<String, WalletError>;

        /// Counts the addresses of an account from now on, and returns its extended public key.
        fn add_account(
            self: &Session,
            handle: &str,
            account: Account,
            at: i64,
        ) -> Result<String, WalletError>;
        /// The next address of an account.
        fn next_address(
            self: &Session,
            handle: &str,
            account: Account,
            change: u32,
            at: i64,
        ) -> Result<Address, WalletError>;
        /// Addresses of an account.
        fn addresses(
            self: &Session,
            handle: &str,
            account: Account,
            change: u32,
            start: u32,
            count: u32,
            at: i64,
        ) -> Result<Vec<Address>, WalletError>;
        /// Addresses of a wallet that can only watch.
        fn watched(self: &Session, wallet: &str, start: u32, count: u32)
        -> Result<Vec<Address>, WalletError>;
        /// Where an address is among the first of an account.
        fn find_address(
            self: &Session,
            handle: &str,
            account: Account,
            address: &str,
            count: u32,
            at: i64,
        ) -> Result<Address, WalletError>;

        /// What bounds the wallet's signatures.
        fn policy(self: &Session, handle: &str, at: i64) -> Result<Policy, WalletError>;
        /// Changes that.
        fn set_policy(
            self: &Session,
            handle: &str,
            policy: Policy,
            password: Secret<str>,
            at: i64,
        ) -> Result<(), WalletError>;
        /// The log of a wallet, once it is seen to be whole.
        fn audit(self: &Session, handle: &str, at: i64) -> Result<Vec<Entry>, WalletError>;

        /// What a payload does, and what stands for it.
        fn show(self: &Session, payload: Payload) -> Result<Shown, WalletError>;
        /// Signs what was shown. `path` is that of an EVM account, and `chain_id` of the chain that the caller means; both are
        /// empty for Bitcoin, and `chain_id` for messages.
        fn sign(
            self: &Session,
            handle: &str,
            path: &str,
            chain_id: &str,
            payload: Payload,
            intent: &str,
            at: i64,
        ) -> Result<Signed, WalletError>;
        /// How many known answers the core gives; an error if one is wrong.
        fn self_test(self: &Session) -> Result<u32, WalletError>;
    }
}
