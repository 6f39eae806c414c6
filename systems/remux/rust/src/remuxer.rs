//! The public object: bytes in, packets out.

use crate::config::Config;
use crate::error::Error;
use crate::router::Router;
use crate::stats::Stats;
use crate::ts::sync::Sync;
use crate::{aac, aac::EncoderConfig};

/// Bytes of output that may wait before `push` refuses more input; one push adds at most about three times
/// its own size to them.
pub const OUTPUT_LIMIT: usize = 64 << 20;

/// Replaces the audio of one transport stream.
///
/// ```
/// use remux::{Config, Remuxer};
///
/// let mut remuxer = Remuxer::new(Config::default())?;
/// let null_packet = [&[0x47, 0x1F, 0xFF, 0x10][..], &[0xFF; 184]].concat();
/// remuxer.push(&null_packet.repeat(10))?;
/// remuxer.flush()?;
/// assert_eq!(remuxer.output().len(), 1880);
/// # Ok::<(), remux::Error>(())
/// ```
///
/// **Units.** Input is any cut of a byte stream with packets of 188, 192 or 204 bytes; output is whole
/// packets of 188 bytes. **Ownership.** `push` copies what it must keep (at most a few packets); output
/// belongs to the caller. **Threads.** None are made; the value may move between threads and be read from
/// several.
/// **Memory.** Bounded whatever the input; nothing is allocated once every track has given its first frames,
/// if output is taken with [`Remuxer::drain_into`].
pub struct Remuxer {
    sync: Sync,
    router: Router,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    NoStream { scanned: u64 },
    Finished,
}

impl Remuxer {
    /// Checks the configuration and that this build can encode with it.
    ///
    /// # Errors
    /// [`Error::InvalidConfig`] for a setting out of range, [`Error::Encoder`] when the encoder refuses.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        let sample_rate = if config.sample_rate == 0 { 48_000 } else { config.sample_rate };
        aac::open(EncoderConfig {
            sample_rate,
            channels: usize::from(config.channels),
            bitrate: config.bitrate.min(config.bitrate_limit(sample_rate)),
            afterburner: config.afterburner,
        })?;
        Ok(Self { sync: Sync::new(), router: Router::new(config), state: State::Open })
    }

    /// Takes all of `input`. Damage in the stream is counted, not reported.
    ///
    /// # Errors [`Error::OutputFull`] and [`Error::Finished`] leave the input unused.
    /// [`Error::NotTransportStream`] after 256 KiB without packets, and then always. [`Error::Encoder`] when
    /// a track failed; the input was used.
    pub fn push(&mut self, input: &[u8]) -> Result<(), Error> {
        match self.state {
            State::Open => {}
            State::NoStream { scanned } => return Err(Error::NotTransportStream { scanned }),
            State::Finished => return Err(Error::Finished),
        }
        if self.pending() >= OUTPUT_LIMIT {
            let (pending, limit) = (self.pending() as u64, OUTPUT_LIMIT as u64);
            return Err(Error::OutputFull { pending, limit });
        }
        self.sync.push(input, |packet| self.router.packet(packet));
        if self.sync.hopeless() {
            return Err(self.no_stream());
        }
        self.result()
    }

    /// Takes the packets that are ready.
    pub fn output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.router.out)
    }

    /// Appends the packets that are ready to `out`; both buffers keep their memory.
    pub fn drain_into(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.router.out);
    }

    /// Bytes of output that wait to be taken.
    pub fn pending(&self) -> usize {
        self.router.out.len()
    }

    /// Ends the stream: a cut packet is dropped, each track's last samples are encoded. The output is then
    /// complete; only `reset` makes the remuxer take input again. A second flush does nothing.
    ///
    /// # Errors [`Error::NoInput`] when nothing was ever pushed, [`Error::NotTransportStream`] when no packet
    /// was found, [`Error::Encoder`] when a track failed at its end.
    pub fn flush(&mut self) -> Result<(), Error> {
        match self.state {
            State::Open => {}
            State::NoStream { scanned } => return Err(Error::NotTransportStream { scanned }),
            State::Finished => return Ok(()),
        }
        if self.sync.stats().bytes == 0 {
            return Err(Error::NoInput);
        }
        self.sync.flush(|packet| self.router.packet(packet));
        if !self.sync.ever_locked() {
            return Err(self.no_stream());
        }
        self.router.finish();
        self.state = State::Finished;
        self.result()
    }

    /// Says that the source was interrupted, for example opened anew: what is pushed next does not follow what was
    /// pushed before. The output goes on with its tables and counters and tells players of the break
    /// (`discontinuity_indicator`).
    pub fn interrupted(&mut self) {
        self.sync.interrupted();
        self.router.interrupted();
    }

    /// Forgets the stream, its output and its counters; the configuration stays.
    pub fn reset(&mut self) {
        self.sync.reset();
        self.router.reset();
        self.state = State::Open;
    }

    /// A snapshot of the counters.
    pub fn stats(&self) -> Stats {
        let mut stats = self.router.stats();
        let sync = self.sync.stats();
        stats.bytes_in = sync.bytes;
        stats.packet_stride = sync.stride as u32;
        stats.resyncs = sync.resyncs;
        stats.junk_bytes = sync.junk_bytes;
        stats
    }

    fn no_stream(&mut self) -> Error {
        let scanned = self.sync.stats().bytes;
        self.state = State::NoStream { scanned };
        Error::NotTransportStream { scanned }
    }

    fn result(&mut self) -> Result<(), Error> {
        self.router.take_error().map_or(Ok(()), |error| Err(error.into()))
    }
}

const _: () = {
    const fn crosses_threads<T: Send + std::marker::Sync>() {}
    crosses_threads::<Remuxer>();
};
