use std::{sync::Arc, thread};

use parking_lot::Mutex;
use pubsub::{Delivery, Draft, Message};

use crate::{operation::Reaction, side::Side};

/// What a handler was given and did, until it is taken.
#[derive(Default)]
pub(crate) struct Log {
    given: Vec<(Message, bool)>,
    acts: Vec<(u64, u8)>,
    reported: u64,
}

/// A part of a log.
pub(crate) struct Taken {
    pub(crate) given: Vec<(Message, bool)>,
    pub(crate) acts: Vec<(u64, u8)>,
    pub(crate) lost: u64,
}

impl Log {
    pub(crate) fn take(&mut self, most: usize, dropped: u64) -> Taken {
        let lost = dropped - std::mem::replace(&mut self.reported, dropped);
        let given = self.given.drain(..most.min(self.given.len())).collect();
        Taken { given, acts: std::mem::take(&mut self.acts), lost }
    }
}

/// A handler that does its reactions.
pub(crate) fn new(
    side: Side,
    reactions: Vec<Reaction>,
    log: Arc<Mutex<Log>>,
) -> impl FnMut(&Delivery) + Send + 'static {
    let mut number = 0;
    move |delivery| {
        number += 1;
        log.lock().given.push(((**delivery).clone(), delivery.replayed()));
        for reaction in reactions.iter().filter(|reaction| reaction.at == 0 || reaction.at == number) {
            if let Some(code) = react(&side, delivery, reaction) {
                log.lock().acts.push((number, code));
            }
        }
    }
}

/// Does one reaction, and returns its code if it has one.
fn react(side: &Side, delivery: &Delivery, reaction: &Reaction) -> Option<u8> {
    let answer = match reaction.what.as_str() {
        "sleep" => {
            thread::sleep(reaction.operation.pause());
            return None;
        }
        "panic" => panic!("a handler was told to panic"),
        "respond" => {
            let draft: Draft = reaction.operation.draft(delivery.hub().max_payload());
            delivery.respond_with(draft).map(|()| serde_json::Value::Null).map_err(Into::into)
        }
        what => side.run(delivery.hub(), &reaction.operation.named(what)),
    };
    Some(answer.err().map_or(0, |refused| refused.code))
}
