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
    }
}
