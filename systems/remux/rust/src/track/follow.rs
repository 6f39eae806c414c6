//! The memory of a track's clock: what its time stamps say on average, so that a stamp that is off by chance moves
//! nothing and a difference that lasts is followed.
//!
//! A loop of second order (phase and drift). The more the stamps jitter, the slower it is: exact stamps are
//! followed within a second, those that are off by 20 ms within ten.

/// Stamps that are looked at together.
const WINDOW: usize = 16;
/// A difference that lasts is corrected in the sound from here on (8 ms, in ticks); smaller ones are followed.
const LASTING: f64 = 720.0;
/// A difference that counts as jitter at most (100 ms, in ticks).
const MOST_JITTER: f64 = 9000.0;
/// Jitter that is assumed before it is known (11 ms, in ticks).
const FIRST_JITTER: f64 = 1000.0;
/// The most that a source's clock and its sound drift apart.
const MOST_DRIFT: f64 = 0.005;
/// Ticks in a second.
const TICKS: f64 = 90_000.0;

/// What is known of the stamps of a track.
#[derive(Debug)]
pub(super) struct Follower {
    /// The last differences between stamps and the time line, in ticks.
    ring: [f64; WINDOW],
    /// Stamps since the time line began or was corrected.
    seen: usize,
    /// Average difference from one stamp to the next.
    jitter: f64,
    /// How much faster the stamps run than the samples.
    drift: f64,
}

impl Follower {
    /// Begins anew at a stamp; jitter and drift of the source are remembered.
    pub(super) fn restart(&mut self) {
        self.ring[0] = 0.0;
        self.seen = 1;
    }

    /// Takes the difference of a stamp, `seconds` after the last one, and returns by how many ticks the time line
    /// moves.
    pub(super) fn follow(&mut self, difference: f64, seconds: f64) -> f64 {
        let last = self.ring[self.seen.saturating_sub(1) % WINDOW];
        if self.seen > 0 {
            let step = (difference - last).abs().min(MOST_JITTER);
            self.jitter += (step - self.jitter) / WINDOW as f64;
        }
        self.ring[self.seen % WINDOW] = difference;
        self.seen += 1;
        let seconds = seconds.clamp(0.001, 1.0);
        let gain = (seconds / (0.2 + self.jitter / 200.0).min(4.0)).min(0.5);
        // In the beginning the average of all stamps is the best guess.
        let phase = gain.max(1.0 / self.seen as f64);
        let limit = (3.0 * self.jitter).max(TICKS / 1000.0);
        let limited = difference.clamp(-limit, limit);
        let drift = self.drift + limited * gain * gain / (4.0 * seconds * TICKS);
        self.drift = drift.clamp(-MOST_DRIFT, MOST_DRIFT);
        let moved = limited * phase + self.drift * seconds * TICKS;
        self.ring.iter_mut().for_each(|difference| *difference -= moved);
        moved
    }

    /// A difference that has lasted and is not jitter: the median of the last stamps.
    pub(super) fn lasting(&self) -> Option<f64> {
        if self.seen < WINDOW {
            return None;
        }
        let count = WINDOW as f64;
        let mean = self.ring.iter().sum::<f64>() / count;
        let variance = self.ring.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / count;
        // Five times what chance alone makes of the mean of so many stamps. Stamps that are off by any amount up to
        // a limit deviate by 0.87 of what they differ from one to the next.
        let deviation = variance.sqrt().max(0.87 * self.jitter);
        if mean.abs() <= LASTING.max(5.0 * deviation / count.sqrt()) {
            return None;
        }
        let mut sorted = self.ring;
        sorted.sort_by(f64::total_cmp);
        Some(sorted[WINDOW / 2])
    }
}

impl Default for Follower {
    fn default() -> Self {
        Self { ring: [0.0; WINDOW], seen: 0, jitter: FIRST_JITTER, drift: 0.0 }
    }
}
