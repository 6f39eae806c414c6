//! Ends of rings: Rust makes the ring, and Go gets one end, as a result or as an argument.

use std::sync::Mutex;

use spandrel::ring::{Config, Reader, Receiver, Sender, Writer, broadcast, channel};

#[spandrel::bridge(package = "rings")]
mod ffi {
    /// A measurement.
    #[derive(Clone, Copy, Debug)]
    struct Sample {
        at: u64,
        place: Place,
        on: bool,
        row: [f32; 3],
    }

    /// Where it was taken.
    #[derive(Clone, Copy, Debug)]
    struct Place {
        x: i32,
        y: i16,
    }

    #[error]
    enum Error {
        /// the meter is off
        Off,
    }

    extern "Rust" {
        type Meter;
        #[constructor]
        fn open() -> Meter;
        /// Returns what is measured from now on.
        fn samples(self: &Meter) -> ring::Receiver<Sample>;
        /// Takes what is decoded.
        fn input(self: &mut Meter) -> Result<ring::Sender<[u8]>, Error>;
        /// Reads the switches.
        fn switches(self: &Meter) -> Result<ring::Reader<bool>, Error>;
        /// Writes for everybody.
        fn bus(subject: &str) -> ring::Writer<[u8]>;
        /// Reads along.
        fn tap(ring: u32, rings: &Meter) -> ring::Reader<[u64; 2]>;
        /// Takes the corners of places.
        fn corners() -> ring::Sender<[Place; 4]>;
    }

    extern "Go" {
        type Display;
        /// Shows what is measured.
        fn show(self: &Display, samples: ring::Receiver<Sample>, title: &str) -> Result<()>;
        /// Copies one to the other.
        fn copy(from: ring::Reader<[u8]>, to: ring::Sender<[u8]>);
        /// Adds up, and answers behind the last one.
        async fn sum(numbers: ring::Receiver<u32>) -> Result<u64>;
        /// What of it is text.
        fn lines(log: ring::Receiver<[u8]>) -> impl Stream<Item = Result<String>>;
        /// Writes for everybody.
        fn publish(to: ring::Writer<[Place; 4]>) -> Result<u32>;
    }
}

struct Meter {
    inputs: Mutex<Vec<Receiver<[u8]>>>,
}

fn config() -> Config {
    Config::new().messages(16)
}

impl Meter {
    fn open() -> Meter {
        Meter { inputs: Mutex::default() }
    }

    fn samples(&self) -> Receiver<ffi::Sample> {
        channel(config()).expect("a ring").1
    }

    fn input(&mut self) -> Result<Sender<[u8]>, ffi::Error> {
        let (sender, receiver) = channel(config()).map_err(|_| ffi::Error::Off)?;
        self.inputs.get_mut().expect("no panic").push(receiver);
        Ok(sender)
    }

    fn switches(&self) -> Result<Reader<bool>, ffi::Error> {
        let (_, source) = broadcast(config()).map_err(|_| ffi::Error::Off)?;
        source.reader().map_err(|_| ffi::Error::Off)
    }
}

fn bus(_subject: &str) -> Writer<[u8]> {
    broadcast(config()).expect("a ring").0
}

fn tap(_ring: u32, _rings: &Meter) -> Reader<[u64; 2]> {
    broadcast(config()).expect("a ring").1.reader().expect("a reader")
}

fn corners() -> Sender<[ffi::Place; 4]> {
    channel(config()).expect("a ring").0
}
