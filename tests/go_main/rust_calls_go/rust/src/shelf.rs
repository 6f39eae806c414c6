//! An object that holds Go values.

use spandrel::GoError;

use crate::{
    ffi::{Sink, SuppliedError},
    supply::failed,
};

type Deliver = Box<dyn Fn(&str, &[u8]) -> Result<u32, GoError> + Send + Sync>;

#[derive(Default)]
pub struct Shelf {
    sinks: Vec<Sink>,
    subscribers: Vec<Deliver>,
}

impl Shelf {
    pub fn new() -> Shelf {
        Shelf::default()
    }

    pub fn keep_sink(&mut self, sink: Sink) {
        self.sinks.push(sink);
    }

    pub fn subscribe(&mut self, deliver: Deliver) {
        self.subscribers.push(deliver);
    }

    pub fn publish(&self, topic: &str, packet: &[u8]) -> Result<u32, SuppliedError> {
        let mut taken = 0;
        for deliver in &self.subscribers {
            taken += deliver(topic, packet).map_err(failed)?;
        }
        for sink in &self.sinks {
            taken += sink.write(packet).map_err(failed)?;
        }
        Ok(taken)
    }

    pub fn change(&mut self, step: &dyn Fn()) {
        step();
    }

    pub fn look(&self, step: &dyn Fn()) {
        step();
    }

    pub fn clear(&mut self) {
        *self = Shelf::default();
    }

    pub fn leaf_clear(&mut self) -> Result<u64, SuppliedError> {
        let count = self.sinks.len() + self.subscribers.len();
        self.clear();
        Ok(count as u64)
    }
}
