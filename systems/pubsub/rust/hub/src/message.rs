use std::{ops::Deref, sync::Arc};

use crate::{error::Error, hub::Hub, subject};

/// A message to publish.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub(crate) subject: String,
    pub(crate) payload: Vec<u8>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) reply: Option<String>,
}

impl Draft {
    /// A message without payload.
    pub fn new(subject: impl Into<String>) -> Draft {
        Draft { subject: subject.into(), ..Draft::default() }
    }

    /// Sets the payload.
    pub fn payload(self, payload: impl Into<Vec<u8>>) -> Draft {
        Draft { payload: payload.into(), ..self }
    }

    /// Adds a header. A name has 1 to 256 printable ASCII characters without `:`; a value has no line breaks.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Draft {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the subject that answers are published on.
    pub fn reply(self, reply: impl Into<String>) -> Draft {
        Draft { reply: Some(reply.into()), ..self }
    }
}

/// A message that was published. Clones share it.
#[derive(Clone, Debug)]
pub struct Message(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    subject: Arc<str>,
    payload: Vec<u8>,
    headers: Vec<(String, String)>,
    reply: Option<String>,
    size: u64,
}

impl Message {
    /// Checks everything but the subject.
    pub(crate) fn new(subject: Arc<str>, draft: Draft, max_payload: u64) -> Result<Message, Error> {
        let Draft { payload, headers, reply, .. } = draft;
        if let Some(reply) = &reply {
            subject::check_subject(reply)?;
        }
        if payload.len() as u64 > max_payload {
            return Err(Error::TooLarge { size: payload.len() as u64, most: max_payload });
        }
        let of_headers: usize = headers.iter().map(|(name, value)| name.len() + value.len()).sum();
        let size = subject.len() + reply.as_ref().map_or(0, String::len) + payload.len() + of_headers;
        Ok(Message(Arc::new(Inner { subject, payload, headers, reply, size: size as u64 })))
    }

    /// The subject.
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The payload.
    pub fn payload(&self) -> &[u8] {
        &self.0.payload
    }

    /// The headers, in their order.
    pub fn headers(&self) -> &[(String, String)] {
        &self.0.headers
    }

    /// The value of the first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The subject for answers.
    pub fn reply(&self) -> Option<&str> {
        self.0.reply.as_deref()
    }

    /// The bytes of subject, reply, payload and headers: what the bounds count.
    pub fn size(&self) -> u64 {
        self.0.size
    }

    pub(crate) fn shared_subject(&self) -> &Arc<str> {
        &self.0.subject
    }

    pub(crate) fn is_reply(&self) -> bool {
        self.subject().starts_with(subject::INBOX)
    }
}

/// Checks headers.
pub(crate) fn check_headers(headers: &[(String, String)]) -> Result<(), Error> {
    for (name, value) in headers {
        let printable = name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':');
        if !printable || !(1..=256).contains(&name.len()) {
            let name: String = name.chars().take(32).collect();
            return Err(Error::InvalidInput(format!(
                "header {name:?}: a name has 1 to 256 printable ASCII characters without : and space"
            )));
        }
        if value.contains(['\r', '\n']) {
            return Err(Error::InvalidInput(format!("header {name}: the value has a line break")));
        }
    }
    Ok(())
}

/// A message that a subscription got.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub(crate) message: Message,
    pub(crate) replayed: bool,
    pub(crate) lost: u64,
    pub(crate) hub: Hub,
}

impl Delivery {
    /// Whether it comes from the history.
    pub fn replayed(&self) -> bool {
        self.replayed
    }

    /// How many messages the subscription lost before this one, since the last report.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// The hub, which knows what is done through it for the handler's.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Answers. [`Error::BadSubject`] if the message has no subject for answers.
    pub fn respond(&self, payload: impl Into<Vec<u8>>) -> Result<(), Error> {
        self.respond_with(Draft::default().payload(payload))
    }

    /// Answers with headers; the subject of the draft does not count.
    pub fn respond_with(&self, draft: Draft) -> Result<(), Error> {
        let Some(reply) = self.message.reply() else {
            return Err(Error::BadSubject {
                subject: self.message.subject().to_owned(),
                why: "the message asks for no answer".to_owned(),
            });
        };
        self.hub.send(Draft { subject: reply.to_owned(), ..draft })
    }
}

impl Deref for Delivery {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}
