use pubsub::Hub;
use serde_json::json;

use crate::{
    answer::{Answer, Refused},
    operation::Operation,
    side::Side,
};

impl Side {
    pub(crate) fn publish(&self, hub: &Hub, operation: &Operation) -> Answer {
        let draft = operation.draft(hub.max_payload());
        match &operation.publisher {
            Some(name) => self.named_publisher(name)?.send(draft)?,
            None => hub.send(draft)?,
        }
        Ok(json!({}))
    }

    /// Publishes numbers, up to the first that is refused.
    pub(crate) fn publish_many(&self, operation: &Operation) -> Answer {
        let publisher = operation.publisher.as_ref().map(|name| self.named_publisher(name)).transpose()?;
        for number in operation.from..operation.from.saturating_add(operation.count) {
            let draft = operation.draft_of(numbered(number, operation.size, self.hub.max_payload()));
            match &publisher {
                Some(publisher) => publisher.send(draft)?,
                None => self.hub.send(draft)?,
            }
        }
        Ok(json!({ "published": operation.count }))
    }

    /// One publisher of a storm, on a thread of its own. The number has its index in front.
    pub(crate) fn storm(&self, operation: &Operation) -> Answer {
        std::thread::scope(|scope| {
            let storm = scope.spawn(|| self.rage(operation));
            storm.join().unwrap_or_else(|_| Err(Refused::new(11, "a publisher panicked")))
        })
    }

    fn rage(&self, operation: &Operation) -> Answer {
        let subject = operation.subject.as_deref().unwrap_or_default();
        let publisher = operation.handle.then(|| self.hub.publisher(subject)).transpose()?;
        let mut published = 0_u64;
        for number in 0..operation.count {
            let draft = operation.draft_of(numbered(
                u64::from(operation.index) << 48 | number,
                operation.size,
                self.hub.max_payload(),
            ));
            let sent = match &publisher {
                Some(publisher) => publisher.send(draft),
                None => self.hub.send(draft),
            };
            // What a full subscription did not get was published all the same.
            match sent {
                Ok(()) | Err(pubsub::Error::Full { .. }) => published += 1,
                Err(_) => break,
            }
        }
        Ok(json!({ "published": published }))
    }
}

/// A number and zeros, with no more of them than the hub refuses.
fn numbered(number: u64, size: u64, max_payload: u64) -> Vec<u8> {
    let mut payload = number.to_be_bytes().to_vec();
    payload.resize(usize::try_from(size.min(max_payload.saturating_add(8))).unwrap_or(usize::MAX), 0);
    payload
}
