//! What a frame says about its programme (A/52, 5.3.2 and E.1.2.2): loudness, mix levels, places of channels.

use std::f32::consts::{FRAC_1_SQRT_2, SQRT_2};

use super::bits::Bits;
use super::header::{Header, Kind};

/// Centre levels by `cmixlev`; the reserved code counts as the middle one.
const CENTRE: [f32; 4] = [FRAC_1_SQRT_2, 0.594_603_6, 0.5, 0.594_603_6];
/// Surround levels by `surmixlev`.
const SURROUND: [f32; 4] = [FRAC_1_SQRT_2, 0.5, 0.0, 0.5];
/// Levels of either by the codes of three bits.
const FINE: [f32; 8] = [SQRT_2, 1.189_207_1, 1.0, 0.840_896_4, FRAC_1_SQRT_2, 0.594_603_6, 0.5, 0.0];

/// How loud centre and surround are in a downmix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MixLevels {
    pub(super) centre: f32,
    pub(super) surround: f32,
    /// The same for a downmix that a matrix decoder can take apart (Lt/Rt).
    pub(super) centre_matrixed: f32,
    pub(super) surround_matrixed: f32,
}

/// What stands between a frame's header and its audio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Info {
    /// How far speech is below full scale, in dB, of each programme (two in dual mono).
    pub(super) dialogue: [u8; 2],
    /// Heavy compression, if it is there.
    pub(super) compression: [Option<u8>; 2],
    pub(super) levels: MixLevels,
    /// The channels of a dependent substream.
    pub(super) channel_map: Option<u16>,
}

impl Info {
    /// Reads on after the header; `bits` is left where the audio begins.
    pub(super) fn parse(bits: &mut Bits, header: &Header) -> Self {
        let half = FRAC_1_SQRT_2;
        let levels =
            MixLevels { centre: half, surround: half, centre_matrixed: half, surround_matrixed: half };
        let mut info = Self { dialogue: [31; 2], compression: [None; 2], levels, channel_map: None };
        match header.kind {
            Kind::Ac3 => info.plain(bits, header),
            _ => info.enhanced(bits, header),
        }
        info
    }

    /// Dialogue level and heavy compression of one programme.
    fn loudness(&mut self, programme: usize, bits: &mut Bits) {
        let level = bits.take(5) as u8;
        self.dialogue[programme] = if level == 0 { 31 } else { level };
        self.compression[programme] = bits.optional(8).map(|code| code as u8);
    }

    fn plain(&mut self, bits: &mut Bits, header: &Header) {
        bits.skip(40 + 5 + 3 + 3);
        let mode = header.mode;
        if has_centre(mode) {
            self.levels.centre = CENTRE[bits.take(2) as usize];
        }
        if mode & 4 != 0 {
            self.levels.surround = SURROUND[bits.take(2) as usize];
        }
        bits.skip(if mode == 2 { 2 } else { 0 });
        bits.skip(1);
        for programme in 0..programmes(mode) {
            self.loudness(programme, bits);
            // Language, and level and type of the room it was mixed in.
            bits.optional(8);
            bits.optional(7);
        }
        bits.skip(2);
        if header.bsid == 6 {
            if bits.flag() {
                bits.skip(2);
                self.levels = MixLevels {
                    centre_matrixed: fine(bits),
                    surround_matrixed: fine_surround(bits),
                    centre: fine(bits),
                    surround: fine_surround(bits),
                };
            }
            bits.optional(14);
        } else {
            bits.optional(14);
            bits.optional(14);
        }
        skip_additional(bits);
    }

    fn enhanced(&mut self, bits: &mut Bits, header: &Header) {
        bits.skip(45);
        let mode = header.mode;
        for programme in 0..programmes(mode) {
            self.loudness(programme, bits);
        }
        if header.kind == Kind::Dependent {
            self.channel_map = bits.optional(16).map(|map| map as u16);
        }
        if bits.flag() {
            self.mixing(bits, header);
        }
        if bits.flag() {
            informational(bits, header);
        }
        let independent = matches!(header.kind, Kind::Independent { converted: false, .. });
        if independent && header.blocks != 6 {
            bits.skip(1);
        }
        if matches!(header.kind, Kind::Independent { converted: true, .. }) {
            let first = header.blocks == 6 || bits.flag();
            bits.skip(if first { 6 } else { 0 });
        }
        skip_additional(bits);
    }

    fn mixing(&mut self, bits: &mut Bits, header: &Header) {
        let mode = header.mode;
        if mode > 2 {
            bits.skip(2);
            if has_centre(mode) {
                (self.levels.centre_matrixed, self.levels.centre) = (fine(bits), fine(bits));
            }
            if mode & 4 != 0 {
                self.levels.surround_matrixed = fine_surround(bits);
                self.levels.surround = fine_surround(bits);
            }
        }
        if header.lfe {
            bits.optional(5);
        }
        if !matches!(header.kind, Kind::Independent { converted: false, .. }) {
            return;
        }
        for _ in 0..programmes(mode) {
            bits.optional(6);
        }
        bits.optional(6);
        match bits.take(2) {
            1 => bits.skip(5),
            2 => bits.skip(12),
            3 => {
                let length = bits.take(5) as usize;
                bits.skip(8 * (length + 2));
            }
            _ => {}
        }
        if mode < 2 {
            for _ in 0..programmes(mode) {
                bits.optional(14);
            }
        }
        if bits.flag() {
            if header.blocks == 1 {
                bits.skip(5);
            } else {
                (0..header.blocks).for_each(|_| {
                    bits.optional(5);
                });
            }
        }
    }
}

fn fine(bits: &mut Bits) -> f32 {
    FINE[bits.take(3) as usize]
}

/// The three loudest levels are reserved for the surround and count as the next.
fn fine_surround(bits: &mut Bits) -> f32 {
    FINE[bits.take(3).max(3) as usize]
}

fn informational(bits: &mut Bits, header: &Header) {
    bits.skip(3 + 2);
    match header.mode {
        2 => bits.skip(4),
        6 | 7 => bits.skip(2),
        _ => {}
    }
    for _ in 0..programmes(header.mode) {
        bits.optional(8);
    }
    if header.rate_shift == 0 {
        bits.skip(1);
    }
}

fn skip_additional(bits: &mut Bits) {
    if let Some(length) = bits.optional(6) {
        bits.skip(8 * (length as usize + 1));
    }
}

/// Programmes in a frame: two in dual mono.
fn programmes(mode: usize) -> usize {
    if mode == 0 { 2 } else { 1 }
}

/// Whether there is a centre whose level matters.
fn has_centre(mode: usize) -> bool {
    mode & 1 != 0 && mode != 1
}
