//! The 33-bit clock of PES time stamps and the program clock.

/// Ticks per second of PTS and DTS.
pub const TICKS_PER_SECOND: i64 = 90_000;
/// Ticks after which a time stamp wraps (2^33, about 26.5 hours).
pub const WRAP: i64 = 1 << 33;
/// A step of the program clock beyond this (ten seconds) is a jump, not elapsed time.
const PCR_JUMP: i64 = 10 * 27_000_000;

/// Places a 33-bit stamp on the endless time line, as near to `near` as possible.
pub fn unwrap(stamp: u64, near: i64) -> i64 {
    let delta = (stamp as i64 - near).rem_euclid(WRAP);
    near + if delta >= WRAP / 2 { delta - WRAP } else { delta }
}

/// The 33-bit stamp of a place on the endless time line.
pub fn wrap(ticks: i64) -> u64 {
    ticks.rem_euclid(WRAP) as u64
}

/// One program clock as it arrives: its last value and the time it has measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProgramClock {
    last: Option<u64>,
    elapsed: i64,
}

impl ProgramClock {
    /// Takes a PCR in 27 MHz units; `true` when it has jumped (back, or more than ten seconds ahead). Jumps add no
    /// time.
    pub fn update(&mut self, pcr: u64) -> bool {
        let mut jumped = false;
        if let Some(last) = self.last {
            let step = (pcr as i64 - last as i64).rem_euclid(WRAP * 300);
            jumped = step > PCR_JUMP;
            self.elapsed += if jumped { 0 } else { step };
        }
        self.last = Some(pcr);
        jumped
    }

    /// The last value, as a 33-bit stamp in 90 kHz ticks.
    pub fn ticks(&self) -> Option<u64> {
        self.last.map(|pcr| pcr / 300)
    }

    /// Seconds measured so far.
    pub fn seconds(&self) -> f64 {
        self.elapsed as f64 / 27e6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_cross_the_wrap_in_both_directions() {
        assert_eq!(unwrap(5, WRAP - 10), WRAP + 5);
        assert_eq!(unwrap((WRAP - 10) as u64, WRAP + 5), WRAP - 10);
        assert_eq!(unwrap((WRAP - 10) as u64, 5), -10);
        assert_eq!(wrap(-10), (WRAP - 10) as u64);
        assert_eq!(wrap(3 * WRAP + 7), 7);
    }

    #[test]
    fn jumps_add_no_time() {
        let mut clock = ProgramClock::default();
        let top = WRAP as u64 * 300;
        let values = [top - 27_000_000, 0, 27_000_000, 5, 27_000_005, 900 * 27_000_000];
        let jumps = values.map(|pcr| clock.update(pcr));
        assert_eq!(jumps, [false, false, false, true, false, true]);
        assert!((clock.seconds() - 3.0).abs() < 1e-9, "{}", clock.seconds());
    }
}
