use std::sync::Arc;

use event_listener::Event;
use parking_lot::Mutex;

use crate::message::Message;

/// Where the answer to one request goes. It is not among the routes, which a request would otherwise change twice.
#[derive(Default)]
pub(crate) struct Inbox {
    pub(crate) answer: Mutex<Option<Message>>,
    pub(crate) changed: Arc<Event>,
}

impl Inbox {
    /// Takes the first answer; later ones vanish.
    pub(crate) fn offer(&self, message: &Message) {
        self.answer.lock().get_or_insert_with(|| message.clone());
        self.changed.notify(usize::MAX);
    }
}
