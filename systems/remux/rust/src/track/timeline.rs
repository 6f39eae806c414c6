//! Where a track's samples lie in time, reconciled with the time stamps of the source.
//!
//! Samples are counted from an anchor; stamps only correct the count. Stamps are rounded to 1/90000 s by the
//! source's multiplexer, so differences of a few ticks are followed by one tick at a time: the output neither
//! jitters nor drifts away from the source.

use crate::ts::clock::{TICKS_PER_SECOND, unwrap};

/// Differences up to this (1 ms) are rounding or drift and followed tick by tick.
const SLACK: i64 = 90;
/// Gaps up to this (1 s) are filled; longer ones begin a new stretch of time.
const MAX_GAP: i64 = TICKS_PER_SECOND;
/// Overlaps up to this (100 ms) are cut; longer ones begin a new stretch of time.
const MAX_OVERLAP: i64 = TICKS_PER_SECOND / 10;

/// What a time stamp asks for before its frame is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Correction {
    /// Nothing: the frame follows the one before.
    None,
    /// This many samples per channel are missing before the frame.
    Insert(usize),
    /// The frame begins this many samples before the end of the last one.
    Cut(usize),
    /// The stamps have jumped: finish what was, begin at the stamp.
    Restart,
}

#[derive(Debug, Default)]
pub(super) struct Timeline {
    anchor: Option<i64>,
    samples: i64,
    sample_rate: i64,
}

impl Timeline {
    /// Whether a time stamp has been seen.
    pub(super) fn anchored(&self) -> bool {
        self.anchor.is_some()
    }

    /// Begins at a stamp.
    pub(super) fn start(&mut self, pts: u64, sample_rate: u32) {
        let near = self.anchor.unwrap_or(0);
        self.anchor = Some(unwrap(pts, near));
        self.samples = 0;
        self.sample_rate = i64::from(sample_rate);
    }

    /// Counts samples that were used.
    pub(super) fn advance(&mut self, samples: usize) {
        self.samples += samples as i64;
    }

    /// Time of sample zero in ticks on the endless time line.
    pub(super) fn origin(&self) -> i64 {
        self.anchor.unwrap_or(0)
    }

    /// Compares the next sample's time with the source's stamp for it.
    pub(super) fn reconcile(&mut self, pts: u64) -> Correction {
        let Some(anchor) = self.anchor else { return Correction::Restart };
        let expected = anchor + ticks(self.samples, self.sample_rate);
        let difference = unwrap(pts, expected) - expected;
        if difference.abs() <= SLACK {
            self.anchor = Some(anchor + difference.signum() * i64::from(difference.abs() > 1));
            return Correction::None;
        }
        if (0..=MAX_GAP).contains(&difference) {
            Correction::Insert(self.samples_in(difference))
        } else if (-MAX_OVERLAP..0).contains(&difference) {
            Correction::Cut(self.samples_in(-difference))
        } else {
            Correction::Restart
        }
    }

    fn samples_in(&self, ticks: i64) -> usize {
        ((ticks * self.sample_rate + TICKS_PER_SECOND / 2) / TICKS_PER_SECOND) as usize
    }
}

/// Samples as ticks, rounded.
pub(super) fn ticks(samples: i64, sample_rate: i64) -> i64 {
    let rate = sample_rate.max(1);
    (samples * TICKS_PER_SECOND + rate / 2).div_euclid(rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ts::clock::{WRAP, wrap};

    #[test]
    fn rounded_stamps_never_move_the_time_line_away() {
        let mut timeline = Timeline::default();
        let start = WRAP - 10_000;
        timeline.start(wrap(start), 44_100);
        for frame in 1..100_000_i64 {
            timeline.advance(1152);
            let exact = start + frame * 1152 * 90_000 / 44_100;
            assert_eq!(timeline.reconcile(wrap(exact)), Correction::None);
            let now = timeline.origin() + ticks(timeline.samples, 44_100);
            let error = unwrap(wrap(now), exact) - exact;
            assert!(error.abs() <= 1, "{frame}: {error}");
        }
    }

    #[test]
    fn drift_is_followed() {
        let mut timeline = Timeline::default();
        timeline.start(0, 48_000);
        for frame in 1..50_000_i64 {
            timeline.advance(1152);
            // 20 parts per million fast
            let stamp = frame * 2160 + frame * 2160 / 50_000;
            assert_eq!(timeline.reconcile(wrap(stamp)), Correction::None);
            let now = timeline.origin() + ticks(timeline.samples, 48_000);
            assert!((now - stamp).abs() <= 2);
        }
    }

    #[test]
    fn gaps_overlaps_and_jumps() {
        let mut timeline = Timeline::default();
        timeline.start(1_000_000, 48_000);
        timeline.advance(48_000);
        let now = 1_090_000;
        assert_eq!(timeline.reconcile(now + 2160), Correction::Insert(1152));
        assert_eq!(timeline.reconcile(now - 2160), Correction::Cut(1152));
        assert_eq!(timeline.reconcile(now + 90_001), Correction::Restart);
        assert_eq!(timeline.reconcile(0), Correction::Restart);
    }
}
