//! From the channels of the stream to those of the output (A/52, 7.8).

use std::f32::consts::FRAC_1_SQRT_2;

use super::info::MixLevels;
use super::places::{ORDER, Place, Places};
use crate::codec::Downmix;

/// Most channels of an output.
pub(super) const MOST: usize = 8;

/// What a decoder gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    /// The channels of the stream, dependent substreams included, in the order of WAV files: at most 8.
    Source,
    /// Mono and stereo as they are, everything else as two channels.
    #[default]
    Stereo,
    /// Mono and stereo as they are, everything else as 5.1 (left, right, centre, LFE, left and right surround).
    Surround,
}

/// How loud each channel is in each channel of the output.
pub(super) struct Matrix {
    pub(super) rows: [[f32; 6]; MOST],
    pub(super) outputs: usize,
}

impl Output {
    /// Channels of the output for a stream with such places.
    pub(super) fn channels(self, places: &Places) -> usize {
        let wide = places.iter().flatten().count();
        let narrow = places[5].is_none() && wide <= 2;
        match self {
            Self::Source => wide.min(MOST),
            Self::Stereo | Self::Surround if narrow => wide,
            Self::Stereo => 2.min(wide - usize::from(places[5].is_some())),
            Self::Surround => 6,
        }
    }

    /// How the stream's channels make up those of the output. For [`Output::Source`] they stay as they are
    /// coded.
    pub(super) fn matrix(self, places: &Places, downmix: Downmix, levels: &MixLevels) -> Matrix {
        let outputs = if self == Self::Source { 6 } else { self.channels(places) };
        let mut matrix = Matrix { rows: [[0.0; 6]; MOST], outputs };
        for (channel, place) in places.iter().enumerate() {
            let Some(place) = place else { continue };
            match self {
                Self::Surround if outputs == 6 => surround(*place, channel, &mut matrix),
                Self::Stereo if outputs == 2 => stereo(*place, channel, downmix, levels, &mut matrix),
                _ if channel < outputs => matrix.rows[channel][channel] = 1.0,
                _ => {}
            }
        }
        matrix
    }
}

fn surround(place: Place, channel: usize, matrix: &mut Matrix) {
    let slots: &[(usize, f32)] = match place {
        Place::Left => &[(0, 1.0)],
        Place::Right => &[(1, 1.0)],
        Place::Centre => &[(2, 1.0)],
        Place::Lfe => &[(3, 1.0)],
        Place::LeftSurround => &[(4, 1.0)],
        Place::RightSurround => &[(5, 1.0)],
        Place::Back => &[(4, FRAC_1_SQRT_2), (5, FRAC_1_SQRT_2)],
        Place::LeftRear | Place::RightRear | Place::Elsewhere => &[],
    };
    slots.iter().for_each(|(slot, level)| matrix.rows[*slot][channel] = *level);
}

/// The LFE channel has no part in a downmix: what it adds to is in the other channels as well.
fn stereo(place: Place, channel: usize, downmix: Downmix, levels: &MixLevels, matrix: &mut Matrix) {
    let (left, right) = match (place, downmix) {
        (Place::Left, _) => (1.0, 0.0),
        (Place::Right, _) => (0.0, 1.0),
        (Place::Centre, Downmix::LoRo) => (levels.centre, levels.centre),
        (Place::Centre, Downmix::LtRt) => (levels.centre_matrixed, levels.centre_matrixed),
        (Place::LeftSurround, Downmix::LoRo) => (levels.surround, 0.0),
        (Place::RightSurround, Downmix::LoRo) => (0.0, levels.surround),
        (Place::LeftSurround | Place::RightSurround | Place::Back, Downmix::LtRt) => {
            (-levels.surround_matrixed, levels.surround_matrixed)
        }
        (Place::Back, Downmix::LoRo) => (FRAC_1_SQRT_2 * levels.surround, FRAC_1_SQRT_2 * levels.surround),
        (Place::Lfe | Place::LeftRear | Place::RightRear | Place::Elsewhere, _) => (0.0, 0.0),
    };
    (matrix.rows[0][channel], matrix.rows[1][channel]) = (left, right);
}

/// Where each channel of the output comes from when nothing is mixed: substream (0 the first, 1 the one that
/// depends on it) and channel. A dependent channel replaces one of the same place.
pub(super) fn sources(main: &Places, dependent: Option<&Places>) -> ([(usize, usize); MOST], usize) {
    let mut sources = [(0, 0); MOST];
    let mut count = 0;
    let find = |places: &Places, place| places.iter().position(|own| *own == Some(place));
    for place in ORDER {
        let added = dependent.and_then(|places| find(places, place)).map(|channel| (1, channel));
        let own = || find(main, place).map(|channel| (0, channel));
        if let (Some(source), Some(to)) = (added.or_else(own), sources.get_mut(count)) {
            *to = source;
            count += 1;
        }
    }
    (sources, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::ac3::header::Header;
    use crate::codec::ac3::places::of_frame;

    const LEVELS: MixLevels =
        MixLevels { centre: 0.5, surround: 0.25, centre_matrixed: 0.75, surround_matrixed: 0.125 };

    fn places(mode: u8, lfe: bool) -> Places {
        let bytes = [0x0B, 0x77, 0x07, 0xCF, mode << 1 | u8::from(lfe), 0x87, 0xC4, 0];
        of_frame(&Header::parse(&bytes).unwrap(), None)
    }

    #[test]
    fn every_mode_has_its_number_of_channels() {
        for (mode, lfe, channels) in [
            (0, false, [2, 2, 2]),
            (1, false, [1, 1, 1]),
            (1, true, [2, 1, 6]),
            (2, false, [2, 2, 2]),
            (2, true, [3, 2, 6]),
            (3, false, [3, 2, 6]),
            (7, false, [5, 2, 6]),
            (7, true, [6, 2, 6]),
        ] {
            let outputs = [Output::Source, Output::Stereo, Output::Surround];
            assert_eq!(outputs.map(|output| output.channels(&places(mode, lfe))), channels, "{mode} {lfe}");
        }
    }

    #[test]
    fn five_channels_become_two() {
        let rows = |downmix| Output::Stereo.matrix(&places(7, true), downmix, &LEVELS).rows;
        let plain = rows(Downmix::LoRo);
        assert_eq!(plain[0], [1.0, 0.5, 0.0, 0.25, 0.0, 0.0]);
        assert_eq!(plain[1], [0.0, 0.5, 1.0, 0.0, 0.25, 0.0]);
        let matrixed = rows(Downmix::LtRt);
        assert_eq!(matrixed[0], [1.0, 0.75, 0.0, -0.125, -0.125, 0.0]);
        assert_eq!(matrixed[1], [0.0, 0.75, 1.0, 0.125, 0.125, 0.0]);
    }

    #[test]
    fn fewer_channels_have_their_places_in_surround() {
        let matrix = Output::Surround.matrix(&places(5, true), Downmix::LoRo, &LEVELS);
        assert_eq!(matrix.outputs, 6);
        assert_eq!(matrix.rows[2][1], 1.0);
        assert_eq!((matrix.rows[4][3], matrix.rows[5][3]), (FRAC_1_SQRT_2, FRAC_1_SQRT_2));
        let stereo = Output::Surround.matrix(&places(2, false), Downmix::LoRo, &LEVELS);
        assert_eq!((stereo.outputs, stereo.rows[1][1]), (2, 1.0));
        let mono = Output::Stereo.matrix(&places(1, true), Downmix::LoRo, &LEVELS);
        assert_eq!((mono.outputs, mono.rows[0]), (1, [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]));
    }

    #[test]
    fn dependent_channels_replace_and_add() {
        let (plain, count) = sources(&places(7, true), None);
        assert_eq!(&plain[..count], [(0, 0), (0, 2), (0, 1), (0, 5), (0, 3), (0, 4)]);
        let header = Header::parse(&[0x0B, 0x77, 0x47, 0xCF, 0x0C, 0x87, 0xC4, 0]).unwrap();
        let dependent = of_frame(&header, Some(0x1A00));
        let (wide, count) = sources(&places(7, true), Some(&dependent));
        assert_eq!(
            &wide[..count],
            [(0, 0), (0, 2), (0, 1), (0, 5), (1, 2), (1, 3), (1, 0), (1, 1)],
            "the surround channels come from the dependent substream"
        );
    }
}
