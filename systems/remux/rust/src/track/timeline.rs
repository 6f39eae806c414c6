//! Where a track's samples lie in time, reconciled with the time stamps of the source.
//!
//! Samples are counted from an anchor; stamps only correct the count. A stamp is off by chance (rounding, a sloppy
//! multiplexer, one sent twice) far more often than sound is missing, so the anchor follows the average of the
//! stamps, and the sound is only cut or filled for a jump, for a loss that the packets tell of, and for a
//! difference that lasts.

use super::follow::Follower;
use crate::ts::clock::{TICKS_PER_SECOND, unwrap};

/// Differences from here on (90 ms) are a jump and not jitter.
const JUMP: i64 = TICKS_PER_SECOND * 9 / 100;
/// Gaps up to this (1 s) are filled; longer ones begin a new stretch of time.
const MAX_GAP: i64 = TICKS_PER_SECOND;
/// Overlaps up to this (100 ms) are cut; longer ones begin a new stretch of time.
const MAX_OVERLAP: i64 = TICKS_PER_SECOND / 10;
/// What a stamp may be off by after an announced break without a correction of the sound (1 ms).
const SLACK: i64 = TICKS_PER_SECOND / 1000;

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

/// What the packets tell of the time since the last stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Evidence {
    /// None is missing.
    #[default]
    Whole,
    /// Packets were lost: whole frames may be missing.
    Loss,
    /// A break was announced: the stamp is right as it is.
    Break,
}

#[derive(Debug, Default)]
pub(super) struct Timeline {
    anchor: Option<i64>,
    /// What of a tick the anchor lacks.
    fraction: f64,
    samples: i64,
    sample_rate: i64,
    /// The last stamp and the samples before it.
    last: Option<(u64, i64)>,
    follower: Follower,
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
        self.fraction = 0.0;
        self.samples = 0;
        self.sample_rate = i64::from(sample_rate);
        self.last = Some((pts, 0));
        self.follower.restart();
    }

    /// Counts samples that were used.
    pub(super) fn advance(&mut self, samples: usize) {
        self.samples += samples as i64;
    }

    /// Time of sample zero in ticks on the endless time line.
    pub(super) fn origin(&self) -> i64 {
        self.anchor.unwrap_or(0)
    }

    /// Time of the next sample.
    pub(super) fn now(&self) -> i64 {
        self.origin() + ticks(self.samples, self.sample_rate)
    }

    /// Compares the next sample's time with the source's stamp for it; `frame` is how many samples a frame has.
    pub(super) fn reconcile(&mut self, pts: u64, evidence: Evidence, frame: usize) -> Correction {
        if self.anchor.is_none() {
            return Correction::Restart;
        }
        let (last, before) = self.last.replace((pts, self.samples)).unwrap_or((pts, self.samples));
        let expected = self.now();
        let difference = unwrap(pts, expected) - expected;
        if evidence == Evidence::Break && difference.abs() > SLACK {
            return self.jump(difference);
        }
        if evidence == Evidence::Loss && (0..=MAX_GAP).contains(&difference) {
            // Frames are lost as a whole; what remains is jitter.
            let frame = frame.max(1) as i64;
            let lost = (self.samples_in(difference) as i64 + frame / 2) / frame;
            if lost > 0 {
                return Correction::Insert((lost * frame) as usize);
            }
        }
        if pts == last && before < self.samples {
            return Correction::None; // sent twice: it tells nothing
        }
        if difference.abs() >= JUMP {
            return self.jump(difference);
        }
        let seconds = (self.samples - before) as f64 / self.sample_rate.max(1) as f64;
        let moved = self.follower.follow(difference as f64 - self.fraction, seconds);
        self.shift(moved);
        let Some(lasting) = self.follower.lasting() else { return Correction::None };
        self.jump(lasting.round() as i64)
    }

    /// The correction of the sound for a difference.
    fn jump(&mut self, difference: i64) -> Correction {
        self.follower.restart();
        if (0..=MAX_GAP).contains(&difference) {
            Correction::Insert(self.samples_in(difference))
        } else if (-MAX_OVERLAP..0).contains(&difference) {
            Correction::Cut(self.samples_in(-difference))
        } else {
            Correction::Restart
        }
    }

    fn shift(&mut self, ticks: f64) {
        let to = self.fraction + ticks;
        self.fraction = to - to.round();
        self.anchor = self.anchor.map(|anchor| anchor + to.round() as i64);
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

    /// A track of frames of 24 ms, whose stamps are made by `stamp` of the frame's number and its true time.
    /// Returns the corrections and how far the time line is from the truth at each frame, in ms.
    fn track(frames: i64, drift: f64, mut stamp: impl FnMut(i64, f64) -> f64) -> (Vec<Correction>, Vec<f64>) {
        let (mut timeline, mut corrections, mut errors) = (Timeline::default(), Vec::new(), Vec::new());
        for frame in 0..frames {
            let time = 1_000_000.0 + frame as f64 * 2160.0 * (1.0 + drift);
            let pts = stamp(frame, time) as u64;
            if !timeline.anchored() {
                timeline.start(pts, 48_000);
            } else {
                let correction = timeline.reconcile(pts, Evidence::Whole, 1152);
                match correction {
                    Correction::None => {}
                    Correction::Insert(samples) => timeline.advance(samples),
                    Correction::Cut(samples) => timeline.samples -= samples as i64,
                    Correction::Restart => timeline.start(pts, 48_000),
                }
                corrections.extend((correction != Correction::None).then_some(correction));
            }
            errors.push((timeline.now() as f64 - time) / 90.0);
            timeline.advance(1152);
        }
        (corrections, errors)
    }

    /// Numbers within ±1, always the same ones.
    fn dice() -> impl FnMut() -> f64 {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
        }
    }

    fn worst(errors: &[f64]) -> f64 {
        errors.iter().fold(0.0, |worst, error| error.abs().max(worst))
    }

    #[test]
    fn rounded_stamps_never_move_the_time_line_away() {
        let mut timeline = Timeline::default();
        let start = WRAP - 10_000;
        timeline.start(wrap(start), 44_100);
        for frame in 1..100_000_i64 {
            timeline.advance(1152);
            let exact = start + frame * 1152 * 90_000 / 44_100;
            assert_eq!(timeline.reconcile(wrap(exact), Evidence::Whole, 1152), Correction::None);
            let error = unwrap(wrap(timeline.now()), exact) - exact;
            assert!(error.abs() <= 1, "{frame}: {error}");
        }
    }

    #[test]
    fn issue_jitter_moves_no_sound() {
        for (jitter, bound) in [(1.0, 1.0), (2.0, 1.5), (10.0, 3.0), (20.0, 5.0), (40.0, 10.0)] {
            let mut roll = dice();
            let (corrections, errors) = track(12_500, 0.0, |_, time| time + roll() * jitter * 90.0);
            assert_eq!(corrections, [], "{jitter} ms");
            assert!(worst(&errors[400..]) < bound, "{jitter} ms: {}", worst(&errors[400..]));
        }
        let mut last = 0.0;
        let (corrections, errors) = track(2000, 0.0, |frame, time| {
            last = if frame % 5 == 4 { last } else { time };
            last
        });
        assert_eq!((corrections, worst(&errors)), (vec![], 0.0), "each fifth stamp repeated");
        let (corrections, errors) = track(2000, 0.0, |_, time| (time / 900.0).floor() * 900.0);
        assert_eq!(corrections, [], "rounded down to 10 ms");
        assert!(worst(&errors) < 10.0);
    }

    #[test]
    fn issue_drift_is_followed() {
        for drift in [20e-6, 100e-6, 2000e-6, -2000e-6] {
            let (corrections, errors) = track(12_500, drift, |_, time| time);
            assert_eq!(corrections, [], "{drift}");
            assert!(worst(&errors) < 2.0 && worst(&errors[200..]) < 0.2, "{drift}: {}", worst(&errors));
            let mut roll = dice();
            let (corrections, errors) = track(12_500, drift, |_, time| time + roll() * 2.0 * 90.0);
            assert_eq!(corrections, [], "{drift} with jitter");
            assert!(worst(&errors[400..]) < 1.5, "{drift} with jitter: {}", worst(&errors[400..]));
        }
    }

    #[test]
    fn issue_what_lasts_is_corrected_and_a_jump_at_once() {
        for step in [13.0, 24.0, 40.0, 80.0, -13.0, -40.0, -80.0] {
            let (corrections, errors) =
                track(1000, 0.0, |frame, time| time + if frame < 500 { 0.0 } else { step * 90.0 });
            assert!((1..=2).contains(&corrections.len()), "{step}: {corrections:?}");
            // The truth has moved by the step: what is left of it within a second.
            let left = errors[542..].iter().map(|error| (error - step).abs()).fold(0.0, f64::max);
            assert!(left < 1.0, "{step}: {left}");
        }
        for step in [100.0, 300.0, -100.0, 2000.0, -2000.0] {
            let (corrections, errors) =
                track(1000, 0.0, |frame, time| time + if frame < 500 { 0.0 } else { step * 90.0 });
            assert_eq!(corrections.len(), 1, "{step}");
            assert!(errors[500..].iter().all(|error| (error - step).abs() < 1.0), "{step}");
        }
    }

    #[test]
    fn losses_breaks_overlaps_and_jumps() {
        let mut timeline = Timeline::default();
        timeline.start(1_000_000, 48_000);
        timeline.advance(48_000);
        let now = 1_090_000;
        let mut ask = |pts, evidence| timeline.reconcile(pts, evidence, 1152);
        assert_eq!(ask(now + 2160, Evidence::Loss), Correction::Insert(1152));
        assert_eq!(ask(now + 2160 * 3 + 500, Evidence::Loss), Correction::Insert(3 * 1152));
        assert_eq!(ask(now - 2160, Evidence::Break), Correction::Cut(1152));
        assert_eq!(ask(now + 450, Evidence::Break), Correction::Insert(240));
        assert_eq!(ask(now + 90_001, Evidence::Whole), Correction::Restart);
        assert_eq!(ask(0, Evidence::Whole), Correction::Restart);
    }
}
