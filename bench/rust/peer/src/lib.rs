//! The benchmarked functions behind rust2go.
//!
//! The house's lints are off in this package: the peer's macro writes what they refuse.

mod calls;

pub use calls::{Calls, CallsImpl, Order};

impl Calls for CallsImpl {
    fn add(a: u64, b: u64) -> u64 {
        work::add(a, b)
    }

    fn probe(data: Vec<u8>) -> u64 {
        work::probe(&data)
    }

    fn fill(count: u64, value: u8) -> Vec<u8> {
        work::fill(count, value)
    }

    fn take_order(order: Order) -> u64 {
        let texts = [order.title.as_str(), order.address.as_str()];
        order.id
            + u64::from(order.user_id)
            + order.price as u64
            + order.quantity.unsigned_abs()
            + u64::from(order.paid)
            + u64::from(order.currency)
            + order.weight as u64
            + work::texts(texts.into_iter().chain(order.lines.iter().map(String::as_str)))
    }

    fn renumber(order: Order) -> Order {
        Order { id: order.id + 1, ..order }
    }
}
