use std::time::Duration;

use pubsub::{Draft, OnFull, Options};
use serde::Deserialize;

/// One line, or one reaction. Go has checked which inputs it has, and of what kind they are.
#[derive(Clone, Deserialize)]
pub(crate) struct Operation {
    #[serde(default)]
    pub(crate) op: String,
    #[serde(default)]
    pub(crate) subject: Option<String>,
    #[serde(default)]
    pub(crate) publisher: Option<String>,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) sub: String,
    #[serde(default)]
    pub(crate) pattern: String,
    #[serde(default)]
    pub(crate) group: Option<String>,
    #[serde(default = "messages")]
    messages: u64,
    #[serde(default = "bytes")]
    bytes: u64,
    #[serde(default = "on_full")]
    on_full: String,
    #[serde(default = "timeout_ms")]
    timeout_ms: u64,
    #[serde(default)]
    replay: u64,
    #[serde(default)]
    pub(crate) handler: Option<Vec<Reaction>>,
    #[serde(default)]
    payload: Payload,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    reply: Option<String>,
    #[serde(default)]
    pub(crate) count: u64,
    #[serde(default)]
    pub(crate) size: u64,
    #[serde(default)]
    pub(crate) from: u64,
    #[serde(default)]
    pub(crate) index: u16,
    #[serde(default)]
    pub(crate) handle: bool,
    #[serde(default)]
    pub(crate) most: Option<u64>,
    #[serde(default)]
    pub(crate) brief: bool,
    #[serde(default)]
    ms: u64,
}

/// What a handler does with a message.
#[derive(Clone, Deserialize)]
pub(crate) struct Reaction {
    /// Which message, from 1; 0 is each.
    pub(crate) at: u64,
    #[serde(rename = "do")]
    pub(crate) what: String,
    #[serde(flatten)]
    pub(crate) operation: Operation,
}

/// Bytes in JSON.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Payload {
    Hex(String),
    Fill { fill: String, size: u64 },
}

impl Default for Payload {
    fn default() -> Payload {
        Payload::Hex(String::new())
    }
}

fn messages() -> u64 {
    1024
}

fn bytes() -> u64 {
    8 << 20
}

fn on_full() -> String {
    "drop_oldest".to_owned()
}

fn timeout_ms() -> u64 {
    1000
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Operation {
    /// The same inputs for an operation.
    pub(crate) fn named(&self, op: &str) -> Operation {
        Operation { op: op.to_owned(), ..self.clone() }
    }

    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms)
    }

    pub(crate) fn pause(&self) -> Duration {
        Duration::from_millis(self.ms)
    }

    pub(crate) fn options(&self) -> Options {
        let on_full = match self.on_full.as_str() {
            "block" => OnFull::Block,
            "drop_newest" => OnFull::DropNewest,
            "latest" => OnFull::Latest,
            "disconnect" => OnFull::Disconnect,
            _ => OnFull::DropOldest,
        };
        let options = Options::new()
            .name(&self.sub)
            .messages(size(self.messages))
            .bytes(self.bytes)
            .on_full(on_full)
            .timeout(self.timeout())
            .replay(size(self.replay));
        match &self.group {
            Some(group) => options.group(group),
            None => options,
        }
    }

    /// The message, with no more of a payload than the hub refuses.
    pub(crate) fn draft(&self, max_payload: u64) -> Draft {
        let payload = match &self.payload {
            Payload::Hex(text) => from_hex(text),
            Payload::Fill { fill, size: bytes } => {
                let byte = from_hex(fill).first().copied().unwrap_or_default();
                vec![byte; size((*bytes).min(max_payload.saturating_add(1)))]
            }
        };
        self.draft_of(payload)
    }

    /// The message with another payload.
    pub(crate) fn draft_of(&self, payload: Vec<u8>) -> Draft {
        let mut draft = Draft::new(self.subject.clone().unwrap_or_default()).payload(payload);
        for (name, value) in &self.headers {
            draft = draft.header(name, value);
        }
        match &self.reply {
            Some(reply) => draft.reply(reply),
            None => draft,
        }
    }
}

fn from_hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    text.as_bytes().chunks(2).map(|pair| pair.iter().fold(0, |byte, it| byte << 4 | digit(*it))).collect()
}
