//! Sound that comes before the first time stamp: it waits for one, and after a while the program clock tells the time.

use super::Converter;
use crate::aac::EncoderError;
use crate::codec::FrameFormat;
use crate::ts::clock::{TICKS_PER_SECOND, wrap};

/// How long a track may sound without any time stamp before the program clock tells its time instead: ticks.
const PATIENCE: i64 = TICKS_PER_SECOND / 2;
/// How far behind the program clock such sound is played, as broadcasts do: ticks. More than `PATIENCE`, so that
/// nothing is late.
const LEAD: i64 = TICKS_PER_SECOND * 7 / 10;

impl Converter {
    /// Decodes a frame that comes before any time stamp and waits for one, not for ever.
    pub(super) fn wait(&mut self, format: &FrameFormat, clock: Option<u64>) -> Result<(), EncoderError> {
        let shape = (format.sample_rate, format.channels);
        if self.early_shape != shape {
            self.early.clear();
            self.early_shape = shape;
        }
        let Some(count) = self.samples(format) else { return Ok(()) };
        self.early.extend_from_slice(&self.pcm[..count]);
        if self.early_ticks() < PATIENCE { Ok(()) } else { self.begin(clock) }
    }

    /// How long the sound before the first time stamp is.
    fn early_ticks(&self) -> i64 {
        let (rate, channels) = self.early_shape;
        self.early.len() as i64 * TICKS_PER_SECOND / (i64::from(rate) * channels as i64).max(1)
    }

    /// Begins without a stamp, by the program clock.
    pub(super) fn begin(&mut self, clock: Option<u64>) -> Result<(), EncoderError> {
        self.unstamped = true;
        let end = self.guess(clock).unwrap_or_else(|| wrap(self.early_ticks()));
        self.play_early(end, clock)
    }

    /// Begins at the first stamp, with the sound that came before it.
    pub(super) fn begin_at(
        &mut self,
        pts: u64,
        format: &FrameFormat,
        clock: Option<u64>,
    ) -> Result<(), EncoderError> {
        if self.early_shape == (format.sample_rate, format.channels) {
            self.play_early(pts, clock)
        } else {
            self.timeline.start(pts, format.sample_rate);
            Ok(())
        }
    }

    /// Feeds the sound before the first stamp, which ends at `end`.
    fn play_early(&mut self, end: u64, clock: Option<u64>) -> Result<(), EncoderError> {
        let (rate, channels) = self.early_shape;
        self.timeline.start(wrap(end as i64 - self.early_ticks()), rate);
        if self.chain.as_ref().is_none_or(|chain| chain.rate_in() != rate) {
            self.open(rate)?;
        }
        let early = std::mem::take(&mut self.early);
        self.feed(&early, channels, clock)
    }

    /// When sound that comes now is to be played, by the program clock.
    pub(super) fn guess(&self, clock: Option<u64>) -> Option<u64> {
        clock.map(|clock| wrap(clock as i64 + LEAD))
    }
}
