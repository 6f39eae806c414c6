//! Finding packets in a byte stream: strides of 188, 192 (timecode in front) and 204 (parity behind),
//! loss of synchronisation and its recovery.
//!
//! A stride is believed after [`LOCK_SYNCS`] sync bytes in a row. While locked, packets are passed on as soon
//! as their 188 bytes are there; only when the *next* sync byte is already visible and wrong is a chain of
//! sync bytes inside the packet allowed to overrule it (cut packets, inserted junk).
//!
//! Once locked, headers confirm packets too: one whose PID is known and whose counter is the next of it is not there
//! by chance, so that not even a single packet between two pieces of junk is lost.

use super::packet::{NULL_PID, PACKET_SIZE, PID_COUNT, Packet, SYNC_BYTE};

/// Sync bytes at one stride that make a lock: false with a probability of about 2^-32 per place looked at.
pub const LOCK_SYNCS: usize = 5;
/// Bytes without any lock after which the input is declared not to be a transport stream.
pub const GIVE_UP_AFTER: u64 = 256 * 1024;

const STRIDES: [usize; 3] = [PACKET_SIZE, TIMECODE_STRIDE, 204];
const TIMECODE_STRIDE: usize = 192;
/// How much of a new input is glued to a remainder at a time.
const GLUE: usize = 2048;

/// What the synchroniser saw; all counters only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncStats {
    /// Bytes pushed.
    pub bytes: u64,
    /// Times the lock was lost after it had been gained once.
    pub resyncs: u64,
    /// Bytes that belonged to no packet (junk between packets and remainders, not timecodes or parity).
    pub junk_bytes: u64,
    /// The stride in use, 0 before the first lock.
    pub stride: usize,
}

/// The synchroniser. Holds at most one incomplete packet, or the stretch of bytes still undecided.
pub struct Sync {
    lock: Option<usize>,
    carry: Vec<u8>,
    /// Bytes between this packet and the next (timecode or parity) that have not arrived yet.
    skip: usize,
    ever_locked: bool,
    /// The last counter of each PID, or [`UNSEEN`].
    seen: Box<[u8; PID_COUNT]>,
    stats: SyncStats,
}

/// No packet of this PID came yet.
const UNSEEN: u8 = 0xFF;

/// What a header says about whether a packet begins with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    /// Nothing.
    Strange,
    /// Its PID is known.
    Known,
    /// It is the next packet of a known PID.
    Next,
}

enum Search {
    Found { at: usize, stride: usize },
    Undecided { at: usize },
}

impl Sync {
    /// An unlocked synchroniser.
    pub fn new() -> Self {
        Self {
            lock: None,
            carry: Vec::with_capacity(2 * GLUE),
            skip: 0,
            ever_locked: false,
            seen: Box::new([UNSEEN; PID_COUNT]),
            stats: SyncStats::default(),
        }
    }

    /// Forgets everything, keeping buffers.
    pub fn reset(&mut self) {
        self.lock = None;
        self.carry.clear();
        self.skip = 0;
        self.ever_locked = false;
        self.seen.fill(UNSEEN);
        self.stats = SyncStats::default();
    }

    /// The next byte follows nothing that came before: a packet that was cut is dropped.
    pub fn interrupted(&mut self) {
        self.stats.junk_bytes += self.carry.len() as u64;
        self.carry.clear();
        self.lock = None;
        self.skip = 0;
        self.seen.fill(UNSEEN);
    }

    /// The counters so far.
    pub fn stats(&self) -> SyncStats {
        self.stats
    }

    /// Whether a stride was ever recognised.
    pub fn ever_locked(&self) -> bool {
        self.ever_locked
    }

    /// Whether so much was read without a lock that this cannot be a transport stream.
    pub fn hopeless(&self) -> bool {
        !self.ever_locked && self.stats.bytes > GIVE_UP_AFTER
    }

    /// Takes all of `input` and calls `sink` for each packet that is complete.
    pub fn push(&mut self, mut input: &[u8], mut sink: impl FnMut(&[u8; PACKET_SIZE])) {
        self.stats.bytes += input.len() as u64;
        while !input.is_empty() {
            if self.carry.is_empty() {
                let used = self.scan(input, &mut sink);
                self.carry.extend_from_slice(&input[used..]);
                return;
            }
            let old = self.carry.len();
            let take = input.len().min(GLUE);
            let mut carry = std::mem::take(&mut self.carry);
            carry.extend_from_slice(&input[..take]);
            let used = self.scan(&carry, &mut sink);
            if used >= old {
                // What is left lies wholly inside `input`: go on there without copying.
                carry.clear();
                input = &input[used - old..];
            } else {
                carry.drain(..used);
                input = &input[take..];
            }
            self.carry = carry;
        }
    }

    /// Hands on what a short or cut input still holds and drops the rest.
    pub fn flush(&mut self, mut sink: impl FnMut(&[u8; PACKET_SIZE])) {
        let rest = std::mem::take(&mut self.carry);
        let mut at = 0;
        if self.lock.is_none()
            && let Some((start, stride)) = best_effort_lock(&rest)
        {
            self.stats.junk_bytes += start as u64;
            self.gain_lock(stride);
            at = start;
        }
        if self.lock.is_some() {
            at += self.scan(&rest[at..], &mut sink);
        }
        self.stats.junk_bytes += (rest.len() - at) as u64;
        self.carry = rest;
        self.carry.clear();
    }

    /// Consumes as much of `buffer` as can be decided; returns the number of bytes done with.
    fn scan(&mut self, buffer: &[u8], sink: &mut impl FnMut(&[u8; PACKET_SIZE])) -> usize {
        let mut at = 0;
        loop {
            let Some(stride) = self.lock else {
                let searched = if self.ever_locked {
                    self.search_again(buffer, at)
                } else {
                    search(buffer, at, STRIDES.as_slice())
                };
                match searched {
                    Search::Found { at: found, stride } => {
                        self.stats.junk_bytes += (found - at) as u64;
                        at = found;
                        self.gain_lock(stride);
                        continue;
                    }
                    Search::Undecided { at: keep } => {
                        self.stats.junk_bytes += (keep - at) as u64;
                        return keep;
                    }
                }
            };
            let skipped = self.skip.min(buffer.len() - at);
            at += skipped;
            self.skip -= skipped;
            let Some((bytes, _)) = buffer[at..].split_first_chunk::<PACKET_SIZE>() else {
                return at;
            };
            if bytes[0] != SYNC_BYTE {
                self.lose_lock();
                continue;
            }
            if buffer.get(at + stride).is_some_and(|next| *next != SYNC_BYTE)
                && let Some(better) = self.inside(buffer, at, stride)
            {
                self.stats.junk_bytes += (better - at) as u64;
                self.stats.resyncs += 1;
                at = better;
                continue;
            }
            let packet = Packet::new(bytes);
            self.seen[usize::from(packet.pid())] = packet.continuity();
            sink(bytes);
            at += PACKET_SIZE;
            self.skip = stride - PACKET_SIZE;
        }
    }

    /// Where a packet begins inside the one at `at`, which is cut: there a chain of sync bytes begins, or a header
    /// that is expected, with a sync byte behind its packet.
    fn inside(&self, buffer: &[u8], at: usize, stride: usize) -> Option<usize> {
        let end = buffer.len().min(at + PACKET_SIZE + LOCK_SYNCS * stride);
        let chained = match search(&buffer[..end], at + 1, &[stride]) {
            Search::Found { at, .. } => at,
            Search::Undecided { .. } => usize::MAX,
        };
        let expected = |place: &usize| {
            buffer[*place] == SYNC_BYTE
                && self.header(buffer, *place) == Some(Header::Next)
                && buffer.get(place + stride) == Some(&SYNC_BYTE)
        };
        let last = buffer.len().min(at + PACKET_SIZE);
        (at + 1..last.min(chained)).find(expected).or((chained < at + PACKET_SIZE).then_some(chained))
    }

    /// Looks for the next packet of a stream that was locked before.
    fn search_again(&self, buffer: &[u8], from: usize) -> Search {
        let stride = self.stats.stride;
        for at in (from..buffer.len()).filter(|at| buffer[*at] == SYNC_BYTE) {
            let Some(header) = self.header(buffer, at) else { return Search::Undecided { at } };
            if header == Header::Next {
                return Search::Found { at, stride };
            }
            if header == Header::Known {
                // Packets of it are missing: the packet behind it has to confirm it, too.
                match buffer.get(at + stride).map(|next| *next == SYNC_BYTE) {
                    None => return Search::Undecided { at },
                    Some(true) => match self.header(buffer, at + stride) {
                        None => return Search::Undecided { at },
                        Some(Header::Strange) => {}
                        Some(_) => return Search::Found { at, stride },
                    },
                    Some(false) => {}
                }
            }
            if let Some(found) = lock_at(buffer, at, STRIDES.as_slice()) {
                return found;
            }
        }
        Search::Undecided { at: buffer.len() }
    }

    /// What the header at a place says; `None` when the buffer ends within it.
    fn header(&self, buffer: &[u8], at: usize) -> Option<Header> {
        let &[_, second, third, fourth] = buffer.get(at..)?.first_chunk()?;
        let pid = u16::from(second & 0x1F) << 8 | u16::from(third);
        let last = self.seen[usize::from(pid)];
        if last == UNSEEN || second & 0x80 != 0 || fourth & 0x30 == 0 {
            return Some(Header::Strange);
        }
        let step = if fourth & 0x10 == 0 { 0 } else { 1 };
        let next = pid != NULL_PID && fourth & 0x0F == (last + step) & 0x0F;
        Some(if next { Header::Next } else { Header::Known })
    }

    fn gain_lock(&mut self, stride: usize) {
        self.lock = Some(stride);
        self.ever_locked = true;
        self.skip = 0;
        self.stats.stride = stride;
    }

    fn lose_lock(&mut self) {
        self.lock = None;
        self.skip = 0;
        self.stats.resyncs += 1;
    }
}

impl Default for Sync {
    fn default() -> Self {
        Self::new()
    }
}

/// Looks for `LOCK_SYNCS` sync bytes at one of `strides`, from `from` on.
fn search(buffer: &[u8], from: usize, strides: &[usize]) -> Search {
    for at in from..buffer.len() {
        if buffer[at] != SYNC_BYTE {
            continue;
        }
        if let Some(found) = lock_at(buffer, at, strides) {
            return found;
        }
    }
    Search::Undecided { at: buffer.len() }
}

/// Whether a sync byte at `at` is the first of `LOCK_SYNCS` at one of `strides`.
fn lock_at(buffer: &[u8], at: usize, strides: &[usize]) -> Option<Search> {
    for &stride in strides {
        match chain(buffer, at, stride) {
            Some(true) if stride == TIMECODE_STRIDE => return Some(after_timecode(buffer, at)),
            Some(true) => return Some(Search::Found { at, stride }),
            Some(false) => {}
            None => return Some(Search::Undecided { at }),
        }
    }
    None
}

/// Whether sync bytes follow each other from `at` on; `None` when the buffer ends before that is known.
fn chain(buffer: &[u8], at: usize, stride: usize) -> Option<bool> {
    for index in 0..LOCK_SYNCS {
        match buffer.get(at + index * stride) {
            None => return None,
            Some(&SYNC_BYTE) => {}
            Some(_) => return Some(false),
        }
    }
    Some(true)
}

/// Timecodes change slowly, so a byte of them can look like a sync byte for half a second: of the chains
/// within a timecode's length the last one is the packets'.
fn after_timecode(buffer: &[u8], at: usize) -> Search {
    let mut found = at;
    for later in at + 1..=at + TIMECODE_STRIDE - PACKET_SIZE {
        match chain(buffer, later, TIMECODE_STRIDE) {
            None => return Search::Undecided { at },
            Some(true) => found = later,
            Some(false) => {}
        }
    }
    Search::Found { at: found, stride: TIMECODE_STRIDE }
}

/// For the end of a short input: the place and stride where every visible sync byte fits, at least one whole
/// packet, and either two sync bytes or a start at the very beginning.
fn best_effort_lock(buffer: &[u8]) -> Option<(usize, usize)> {
    for at in 0..buffer.len().saturating_sub(PACKET_SIZE - 1) {
        if buffer[at] != SYNC_BYTE {
            continue;
        }
        for stride in STRIDES {
            let mut syncs = buffer[at..].iter().step_by(stride);
            let seen = syncs.len();
            if syncs.all(|byte| *byte == SYNC_BYTE) && (seen >= 2 || at == 0) {
                return Some((at, stride));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(tag: u8) -> [u8; PACKET_SIZE] {
        let mut bytes = [tag; PACKET_SIZE];
        bytes[0] = SYNC_BYTE;
        bytes
    }

    fn run(input: &[u8], chunk: usize) -> (Vec<u8>, SyncStats) {
        let mut sync = Sync::new();
        let mut tags = Vec::new();
        for part in input.chunks(chunk) {
            sync.push(part, |packet| tags.push(packet[1]));
        }
        sync.flush(|packet| tags.push(packet[1]));
        (tags, sync.stats())
    }

    fn stream(before: &[u8], after: &[u8], count: u8) -> Vec<u8> {
        (1..=count).flat_map(|tag| [before, &packet(tag), after].concat()).collect()
    }

    #[test]
    fn all_strides_and_chunk_sizes_give_the_same_packets() {
        for (before, after) in [(0, 0), (4, 0), (0, 16)] {
            let input = stream(&vec![9; before], &vec![8; after], 40);
            for chunk in [1, 7, 188, 1000, 100_000] {
                let (tags, stats) = run(&input, chunk);
                assert_eq!(tags, (1..=40).collect::<Vec<_>>(), "{before} {after} {chunk}");
                assert_eq!(stats.resyncs, 0);
            }
        }
    }

    #[test]
    fn junk_between_packets_costs_no_packet() {
        let mut input = stream(&[], &[], 20);
        input.extend_from_slice(&[0xAA; 77]);
        let tail: Vec<u8> = (21..=40).flat_map(packet).collect();
        input.extend_from_slice(&tail);
        let (tags, stats) = run(&input, 1 << 20);
        assert_eq!(tags, (1..=40).collect::<Vec<_>>());
        assert_eq!((stats.resyncs, stats.junk_bytes), (1, 77));
    }

    /// Packets of a few PIDs with right counters.
    fn counted(count: usize) -> Vec<[u8; PACKET_SIZE]> {
        let mut counters = [0; 3];
        let packets = (0..count).map(|index| {
            let pid = index * 7 % 3;
            counters[pid] = (counters[pid] + 1) & 0x0F;
            let mut bytes = [index as u8 | 0x80; PACKET_SIZE];
            bytes[..4].copy_from_slice(&[SYNC_BYTE, 1, pid as u8, 0x10 | counters[pid]]);
            bytes
        });
        packets.collect()
    }

    #[test]
    fn issue_packets_between_pieces_of_junk_are_found() {
        for clean in 1..=5 {
            for junk in [1, 100, 187, 189, 1000] {
                let packets = counted(200);
                let mut input = Vec::new();
                for (index, bytes) in packets.iter().enumerate() {
                    if index > 20 && index % clean == 0 {
                        let byte =
                            |i: u32| ((i + 1000 * index as u32).wrapping_mul(2_654_435_761) >> 24) as u8;
                        // A sync byte at a whole stride before a packet would make it one more packet.
                        let aligned = |i: u32| i == 0 || (junk - i).is_multiple_of(PACKET_SIZE as u32);
                        input.extend((0..junk).map(|i| if aligned(i) { 0 } else { byte(i) }));
                    }
                    input.extend_from_slice(bytes);
                }
                for chunk in [1, 188, 1 << 20] {
                    let (mut sync, mut found) = (Sync::new(), Vec::new());
                    input.chunks(chunk).for_each(|part| sync.push(part, |packet| found.push(*packet)));
                    sync.flush(|packet| found.push(*packet));
                    let lost = packets.iter().filter(|packet| !found.contains(packet)).count();
                    assert_eq!(
                        (lost, found.len()),
                        (0, 200),
                        "{clean} packets between {junk} bytes, {chunk}"
                    );
                }
            }
        }
    }

    #[test]
    fn issue_cuts_close_together_cost_only_what_was_cut() {
        let packets = counted(100);
        let cut = |index: usize| index > 20 && index.is_multiple_of(3);
        let input: Vec<u8> = packets
            .iter()
            .enumerate()
            .flat_map(|(index, bytes)| bytes[..if cut(index) { 120 } else { PACKET_SIZE }].to_vec())
            .collect();
        let (mut sync, mut found) = (Sync::new(), Vec::new());
        sync.push(&input, |packet| found.push(*packet));
        sync.flush(|packet| found.push(*packet));
        let lost = (0..100).filter(|index| !cut(*index) && !found.contains(&packets[*index]));
        assert_eq!(lost.collect::<Vec<_>>(), [] as [usize; 0]);
    }

    #[test]
    fn a_cut_packet_does_not_swallow_its_successor() {
        let mut input = stream(&[], &[], 10);
        input.extend_from_slice(&packet(99)[..100]);
        input.extend((11..=30).flat_map(packet));
        let (tags, _) = run(&input, 1 << 20);
        assert_eq!(tags, (1..=30).collect::<Vec<_>>());
    }

    #[test]
    fn a_single_packet_is_accepted_at_the_end_and_noise_is_not() {
        assert_eq!(run(&packet(5), 50).0, [5]);
        let noise: Vec<u8> = (0..600_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let mut sync = Sync::new();
        sync.push(&noise, |_| {});
        assert!(sync.hopeless());
        assert!(sync.carry.len() < 2048);
    }
}
