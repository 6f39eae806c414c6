use crate::hub::Hub;

/// The side of Rust in `pubsub eval`.
pub struct Side(pubsub_eval::Side);

impl Side {
    pub(crate) fn start(hub: &Hub) -> Side {
        Side(pubsub_eval::Side::new(hub.hub.clone()))
    }

    pub(crate) fn reserve(&self, name: &str) -> bool {
        self.0.reserve(name)
    }

    pub(crate) fn release(&self, name: &str) {
        self.0.release(name);
    }

    pub(crate) fn is_used(&self, name: &str) -> bool {
        self.0.is_used(name)
    }

    pub(crate) fn act(&self, line: &str) -> String {
        self.0.act(line)
    }
}
