//! Tables of bit allocation (A/52, 7.2.2 and E.3.4.3.1).

/// Bands.
pub(super) const BANDS: usize = 50;

/// First bin of each band (table 7.12), and the end of the last.
pub(super) const BAND_START: [u8; BANDS + 1] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
    31, 34, 37, 40, 43, 46, 49, 55, 61, 67, 73, 79, 85, 97, 109, 121, 133, 157, 181, 205, 229, 253,
];

/// The band of each bin (table 7.13).
pub(super) const BAND_OF: [u8; 256] = {
    let mut bands = [0; 256];
    let mut band = 0;
    while band < BANDS {
        let mut bin = BAND_START[band] as usize;
        while bin < BAND_START[band + 1] as usize {
            bands[bin] = band as u8;
            bin += 1;
        }
        band += 1;
    }
    bands
};

/// What adding two powers gives more than the greater, by half of their difference (table 7.14).
pub(super) const LOG_ADD: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < LOG_ADD_HEAD.len() {
        table[at] = LOG_ADD_HEAD[at];
        at += 1;
    }
    table
};

/// The entries of [`LOG_ADD`] that are not zero.
const LOG_ADD_HEAD: [u8; 210] = [
    64, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 52, 51, 50, 49, 48, 47, 47, 46, 45, 44, 44, 43, 42,
    41, 41, 40, 39, 38, 38, 37, 36, 36, 35, 35, 34, 33, 33, 32, 32, 31, 30, 30, 29, 29, 28, 28, 27, 27, 26,
    26, 25, 25, 24, 24, 23, 23, 22, 22, 21, 21, 21, 20, 20, 19, 19, 19, 18, 18, 18, 17, 17, 17, 16, 16, 16,
    15, 15, 15, 14, 14, 14, 13, 13, 13, 13, 12, 12, 12, 12, 11, 11, 11, 11, 10, 10, 10, 10, 10, 9, 9, 9, 9,
    9, 8, 8, 8, 8, 8, 8, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4,
    4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
];

/// Absolute threshold of hearing at 48, 44.1 and 32 kHz (table 7.15).
pub(super) const HEARING: [[i16; BANDS]; 3] = [
    [
        0x4D0, 0x4D0, 0x440, 0x400, 0x3E0, 0x3C0, 0x3B0, 0x3B0, 0x3A0, 0x3A0, 0x3A0, 0x3A0, 0x3A0, 0x390,
        0x390, 0x390, 0x380, 0x380, 0x370, 0x370, 0x360, 0x360, 0x350, 0x350, 0x340, 0x340, 0x330, 0x320,
        0x310, 0x300, 0x2F0, 0x2F0, 0x2F0, 0x2F0, 0x300, 0x310, 0x340, 0x390, 0x3E0, 0x420, 0x460, 0x490,
        0x4A0, 0x460, 0x440, 0x440, 0x520, 0x800, 0x840, 0x840,
    ],
    [
        0x4F0, 0x4F0, 0x460, 0x410, 0x3E0, 0x3D0, 0x3C0, 0x3B0, 0x3B0, 0x3A0, 0x3A0, 0x3A0, 0x3A0, 0x3A0,
        0x390, 0x390, 0x390, 0x380, 0x380, 0x380, 0x370, 0x370, 0x360, 0x360, 0x350, 0x350, 0x340, 0x340,
        0x320, 0x310, 0x300, 0x2F0, 0x2F0, 0x2F0, 0x2F0, 0x300, 0x320, 0x350, 0x390, 0x3E0, 0x420, 0x450,
        0x4A0, 0x490, 0x460, 0x440, 0x480, 0x630, 0x840, 0x840,
    ],
    [
        0x580, 0x580, 0x4B0, 0x450, 0x420, 0x3F0, 0x3E0, 0x3D0, 0x3C0, 0x3B0, 0x3B0, 0x3B0, 0x3A0, 0x3A0,
        0x3A0, 0x3A0, 0x3A0, 0x3A0, 0x3A0, 0x3A0, 0x390, 0x390, 0x390, 0x390, 0x380, 0x380, 0x380, 0x370,
        0x360, 0x350, 0x340, 0x330, 0x320, 0x310, 0x300, 0x2F0, 0x2F0, 0x2F0, 0x300, 0x310, 0x330, 0x350,
        0x3C0, 0x410, 0x470, 0x4A0, 0x460, 0x440, 0x450, 0x4E0,
    ],
];

/// Mantissa codes by the distance between signal and mask (table 7.16).
pub(super) const POINTERS: [u8; 64] = [
    0, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10,
    10, 11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 14, 14, 14, 14, 15, 15, 15, 15, 15,
    15, 15, 15, 15,
];

/// The same for channels with the adaptive hybrid transform (table E3.1).
pub(super) const HYBRID_POINTERS: [u8; 64] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13,
    13, 14, 14, 14, 14, 15, 15, 15, 15, 16, 16, 16, 16, 17, 17, 17, 17, 18, 18, 18, 18, 18, 18, 18, 18, 19,
    19, 19, 19, 19, 19, 19, 19, 19,
];

/// Slow decay of the masking curve by `sdcycod` (table 7.6).
pub(super) const SLOW_DECAY: [i32; 4] = [15, 17, 19, 21];
/// Fast decay by `fdcycod` (table 7.7).
pub(super) const FAST_DECAY: [i32; 4] = [63, 83, 103, 123];
/// Slow gain by `sgaincod` (table 7.8).
pub(super) const SLOW_GAIN: [i32; 4] = [0x540, 0x4D8, 0x478, 0x410];
/// Where the curve bends, by `dbpbcod` (table 7.9).
pub(super) const KNEE: [i32; 4] = [0, 0x700, 0x900, 0xB00];
/// The lowest mask by `floorcod` (table 7.10).
pub(super) const FLOOR: [i32; 8] = [0x2F0, 0x2B0, 0x270, 0x230, 0x1F0, 0x170, 0xF0, -0x800];
