use pubsub::{Draft, Error, OnFull};

use crate::ffi;

impl From<Error> for ffi::HubError {
    fn from(error: Error) -> ffi::HubError {
        let why = error.to_string();
        match error {
            Error::BadSubject { .. } => ffi::HubError::BadSubject { why },
            Error::TooLarge { .. } => ffi::HubError::TooLarge { why },
            Error::Full { .. } => ffi::HubError::Full { why },
            Error::Closed(_) => ffi::HubError::Closed { why },
            Error::NoResponders(_) => ffi::HubError::NoResponders { why },
            Error::Timeout(_) => ffi::HubError::Timeout { why },
            Error::WouldDeadlock(_) => ffi::HubError::WouldDeadlock { why },
            Error::NoMemory(_) => ffi::HubError::NoMemory { why },
            Error::NotFound(_) => ffi::HubError::NotFound { why },
            _ => ffi::HubError::InvalidInput { why },
        }
    }
}

impl From<ffi::Options> for pubsub::Options {
    fn from(options: ffi::Options) -> pubsub::Options {
        let on_full = match options.on_full {
            ffi::OnFull::Block => OnFull::Block,
            ffi::OnFull::DropOldest => OnFull::DropOldest,
            ffi::OnFull::DropNewest => OnFull::DropNewest,
            ffi::OnFull::Latest => OnFull::Latest,
            ffi::OnFull::Disconnect => OnFull::Disconnect,
        };
        let mut new = pubsub::Options::new()
            .messages(size(options.messages))
            .bytes(options.bytes)
            .on_full(on_full)
            .timeout(options.timeout)
            .replay(size(options.replay));
        if let Some(name) = options.name {
            new = new.name(name);
        }
        if let Some(group) = options.group {
            new = new.group(group);
        }
        new
    }
}

/// A number of things in memory: more than fit are as many as fit.
pub(crate) fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub(crate) fn draft(
    subject: &str,
    payload: &[u8],
    headers: Vec<ffi::Header>,
    reply: Option<String>,
) -> Draft {
    let mut draft = Draft::new(subject).payload(payload);
    for header in headers {
        draft = draft.header(header.name, header.value);
    }
    match reply {
        Some(reply) => draft.reply(reply),
        None => draft,
    }
}

pub(crate) fn message(position: u64, message: &pubsub::Message, replayed: bool) -> ffi::Message {
    let headers = message.headers().iter();
    ffi::Message {
        position,
        subject: message.subject().to_owned(),
        payload: message.payload().to_vec(),
        headers: headers
            .map(|(name, value)| ffi::Header { name: name.clone(), value: value.clone() })
            .collect(),
        reply: message.reply().map(str::to_owned),
        replayed,
    }
}

pub(crate) fn batch(batch: &pubsub::Batch) -> ffi::Batch {
    let messages = batch.messages.iter().map(|delivery| message(0, delivery, delivery.replayed()));
    ffi::Batch { messages: messages.collect(), lost: batch.lost, state: batch.state }
}

pub(crate) fn counters(name: &str, stats: &pubsub::SubscriptionStats) -> ffi::Counters {
    ffi::Counters {
        name: name.to_owned(),
        state: stats.state,
        matched: stats.matched,
        received: stats.received,
        pending: stats.pending,
        pending_bytes: stats.pending_bytes,
        dropped: stats.dropped,
        discarded: stats.discarded,
        panics: stats.panics,
        busy: stats.busy,
    }
}
