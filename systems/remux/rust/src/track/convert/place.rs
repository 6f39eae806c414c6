//! Where a frame belongs in time: by its stamp, by the count of bytes since the last frame, or by the program clock.

use super::Converter;
use crate::aac::EncoderError;
use crate::codec::FrameFormat;
use crate::track::segment::Chain;
use crate::track::timeline::Correction;
use crate::ts::clock::{TICKS_PER_SECOND, unwrap, wrap};
use crate::ts::pes::Mark;

impl Converter {
    /// Moves the time line to where a stamp says it is.
    pub(super) fn reconcile(
        &mut self,
        pts: Option<u64>,
        format: &FrameFormat,
        clock: Option<u64>,
    ) -> Result<(), EncoderError> {
        let correction = match pts {
            Some(pts) => {
                let evidence = std::mem::take(&mut self.evidence);
                self.timeline.reconcile(pts, evidence, format.samples)
            }
            None => Correction::None,
        };
        match correction {
            Correction::None => {}
            Correction::Cut(samples) => self.overlap = samples,
            Correction::Insert(samples) => {
                self.counters.concealed += samples.div_ceil(format.samples) as u64;
                self.conceal(samples, clock)?;
            }
            Correction::Restart => {
                self.counters.discontinuities += 1;
                self.restart(pts, format.sample_rate, clock)?;
            }
        }
        self.unstamped &= pts.is_none();
        let Some(guess) = self.guess(clock).filter(|_| self.unstamped) else { return Ok(()) };
        let now = self.timeline.now();
        if (unwrap(guess, now) - now).abs() > TICKS_PER_SECOND {
            self.counters.discontinuities += 1;
            self.restart(Some(guess), format.sample_rate, clock)?;
        }
        Ok(())
    }

    /// Makes sure there is an encoder for this frame, and fills in `lost` frames before it if only the count of
    /// bytes tells of them.
    /// `false` when the frame cannot be placed in time yet.
    pub(super) fn place(
        &mut self,
        lost: u64,
        pts: Option<u64>,
        format: &FrameFormat,
        clock: Option<u64>,
    ) -> Result<bool, EncoderError> {
        match self.chain.as_ref().map(Chain::rate_in) {
            None => self.open(format.sample_rate)?,
            Some(rate) if rate == format.sample_rate => {}
            Some(_) => {
                let pts = pts.unwrap_or_else(|| wrap(self.timeline.now()));
                self.restart(Some(pts), format.sample_rate, clock)?;
                self.open(format.sample_rate)?;
            }
        }
        // A time stamp tells exactly what is missing, and whether the stream jumped instead: no need to guess
        // then.
        let samples = if pts.is_some() { 0 } else { lost * format.samples as u64 };
        if samples > u64::from(format.sample_rate) {
            // Without stamps the program clock tells how long it was.
            self.adrift = !self.unstamped;
        } else if samples > 0 && !self.adrift {
            self.counters.concealed += lost;
            self.conceal(samples as usize, clock)?;
        }
        self.adrift &= pts.is_none();
        Ok(!self.adrift)
    }

    /// How many whole frames are missing before the one at `position`.
    pub(super) fn frames_before(&self, position: u64, format: &FrameFormat) -> u64 {
        let length = format.length as u64;
        self.expected.map_or(0, |expected| (position.saturating_sub(expected) + length / 2) / length)
    }

    /// The time of the frame at `position` by a mark that may belong to one of the `lost` frames before it.
    pub(super) fn stamp(&self, mark: Mark, position: u64, lost: u64, format: &FrameFormat) -> Option<u64> {
        let length = format.length as u64;
        let first = match self.expected {
            // Padding makes frames differ by a byte or four; a quarter of a frame is more than they can add
            // up to.
            Some(expected) => mark.position.saturating_sub(expected + length / 4).div_ceil(length).min(lost),
            None if position - mark.position < length => lost,
            None => return None,
        };
        let samples = (lost - first) * format.samples as u64;
        Some(mark.pts + samples * 90_000 / u64::from(format.sample_rate))
    }
}
