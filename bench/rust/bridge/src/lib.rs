//! The benchmarked functions behind a bridge.

pub mod mail;

pub use ffi::Order;
use futures_util::stream;
use spandrel::Stream;
use tokio::sync::oneshot;
use work::{
    add, add as add_leaf, fill, fill as fill_leaf, hold, probe, probe as probe_leaf, release, spin,
    spin as spin_leaf,
};

/// One function for each kind of call.
#[spandrel::bridge(package = "calls")]
pub mod ffi {
    /// Ten fields, two texts and a list of texts.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Order {
        /// Number of the order.
        pub id: u64,
        /// Number of the user.
        pub user_id: u32,
        /// Price of one piece.
        pub price: f64,
        /// Pieces.
        pub quantity: i64,
        /// Whether it was paid.
        pub paid: bool,
        /// Number of the currency.
        pub currency: u16,
        /// Weight in kilograms.
        pub weight: f32,
        /// Title.
        pub title: String,
        /// Where it goes.
        pub address: String,
        /// What it is made of.
        pub lines: Vec<String>,
    }

    extern "Rust" {
        /// Adds two numbers.
        fn add(a: u64, b: u64) -> u64;
        /// Adds two numbers, wrongly for one in fifty: the planted defect that a run must find.
        fn add_planted(a: u64, b: u64) -> u64;
        /// Length, first and last byte in one number.
        fn probe(data: &[u8]) -> u64;
        /// `count` bytes of one value.
        fn fill(count: u64, value: u8) -> Vec<u8>;
        /// Looks at every field.
        fn take_order(order: Order) -> u64;
        /// Raises the number of the order by one.
        fn renumber(order: Order) -> Order;
        /// [`add`] as a leaf.
        #[leaf]
        fn add_leaf(a: u64, b: u64) -> u64;
        /// [`probe`] as a leaf.
        #[leaf]
        fn probe_leaf(data: &[u8]) -> u64;
        /// [`fill`] as a leaf.
        #[leaf]
        fn fill_leaf(count: u64, value: u8) -> Vec<u8>;
        /// [`take_order`] as a leaf.
        #[leaf]
        fn take_order_leaf(order: Order) -> u64;
        /// [`renumber`] as a leaf.
        #[leaf]
        fn renumber_leaf(order: Order) -> Order;
        /// Work of known length.
        fn spin(rounds: u64, seed: u64) -> u64;
        /// [`spin`] as a leaf.
        #[leaf]
        fn spin_leaf(rounds: u64, seed: u64) -> u64;

        /// [`add`] as a future that is ready at once.
        async fn add_ready(a: u64, b: u64) -> u64;
        /// A number from another thread.
        async fn ask(value: u64) -> u64;
        /// Has the thread that answers wait until [`release`].
        fn hold();
        /// Ends what [`hold`] began.
        fn release();
        /// [`ask`], wrongly for one in fifty.
        async fn ask_planted(value: u64) -> u64;
        /// 64 bytes each, which count on from packet to packet.
        fn packets(count: u64) -> impl Stream<Item = [u8; 64]>;
        /// [`packets`], wrongly for one in fifty.
        fn packets_planted(count: u64) -> impl Stream<Item = [u8; 64]>;

        /// Something with a state.
        type Counter;
        /// Makes a counter that stands at `start`.
        #[constructor]
        fn new(start: u64) -> Counter;
        /// Adds to it and returns the sum.
        fn add(self: &mut Counter, step: u64) -> u64;
        /// What adding would return.
        fn peek(self: &Counter, step: u64) -> u64;
        /// [`Counter::peek`] as a leaf.
        #[leaf]
        fn peek_leaf(self: &Counter, step: u64) -> u64;
        /// [`Counter::add`] as a leaf.
        #[leaf]
        fn add_leaf(self: &mut Counter, step: u64) -> u64;
        /// Sleeps for so many microseconds and returns the sum: a reader that takes its time.
        fn rest(self: &Counter, micros: u64) -> u64;
    }
}

fn add_planted(a: u64, b: u64) -> u64 {
    add(a, b) + u64::from(a % 50 == 49)
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

async fn add_ready(a: u64, b: u64) -> u64 {
    add(a, b)
}

async fn ask(value: u64) -> u64 {
    let (sender, receiver) = oneshot::channel();
    work::ask(value, |answer| {
        // Nobody listens if the call was cancelled.
        let _ = sender.send(answer);
    });
    receiver.await.unwrap_or_default()
}

async fn ask_planted(value: u64) -> u64 {
    ask(value).await + u64::from(value % 50 == 49)
}

fn packets(count: u64) -> impl Stream<Item = [u8; 64]> + Send + 'static {
    stream::iter(work::packets(count))
}

fn packets_planted(count: u64) -> impl Stream<Item = [u8; 64]> + Send + 'static {
    stream::iter(work::packets(count).enumerate().map(|(index, mut packet)| {
        packet[63] ^= u8::from(index % 50 == 49);
        packet
    }))
}

fn take_order_leaf(order: Order) -> u64 {
    take_order(order)
}

fn renumber_leaf(order: Order) -> Order {
    renumber(order)
}

/// Something with a state.
#[derive(Debug)]
pub struct Counter(work::Counter);

impl Counter {
    fn new(start: u64) -> Counter {
        Counter(work::Counter::new(start))
    }

    fn add(&mut self, step: u64) -> u64 {
        self.0.add(step)
    }

    fn add_leaf(&mut self, step: u64) -> u64 {
        self.0.add(step)
    }

    fn peek(&self, step: u64) -> u64 {
        self.0.peek(step)
    }

    fn peek_leaf(&self, step: u64) -> u64 {
        self.0.peek(step)
    }

    fn rest(&self, micros: u64) -> u64 {
        self.0.rest(micros)
    }
}
