//! Where channels belong, in the order in which the bit stream has them and in that of the output.

use super::header::Header;

/// A loudspeaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Left,
    Right,
    Centre,
    Lfe,
    LeftRear,
    RightRear,
    /// Behind, in the middle.
    Back,
    LeftSurround,
    RightSurround,
    /// Any other place, which is decoded and not put out.
    Elsewhere,
}

/// The order of the output, that of WAV files.
pub(super) const ORDER: [Place; 9] = [
    Place::Left,
    Place::Right,
    Place::Centre,
    Place::Lfe,
    Place::LeftRear,
    Place::RightRear,
    Place::Back,
    Place::LeftSurround,
    Place::RightSurround,
];

/// The places of a frame's full-bandwidth channels by `acmod`.
const MODES: [&[Place]; 8] = [
    &[Place::Left, Place::Right],
    &[Place::Centre],
    &[Place::Left, Place::Right],
    &[Place::Left, Place::Centre, Place::Right],
    &[Place::Left, Place::Right, Place::Back],
    &[Place::Left, Place::Centre, Place::Right, Place::Back],
    &[Place::Left, Place::Right, Place::LeftSurround, Place::RightSurround],
    &[Place::Left, Place::Centre, Place::Right, Place::LeftSurround, Place::RightSurround],
];

/// Places by bit of a channel map (A/52, table E2.5), from the most significant; some stand for two channels.
const MAP: [&[Place]; 16] = [
    &[Place::Left],
    &[Place::Centre],
    &[Place::Right],
    &[Place::LeftSurround],
    &[Place::RightSurround],
    &[Place::Elsewhere; 2],
    &[Place::LeftRear, Place::RightRear],
    &[Place::Back],
    &[Place::Elsewhere],
    &[Place::Elsewhere; 2],
    &[Place::Elsewhere; 2],
    &[Place::Elsewhere; 2],
    &[Place::Elsewhere],
    &[Place::Elsewhere; 2],
    &[Place::Elsewhere],
    &[Place::Lfe],
];

/// The places of a frame's channels: the full-bandwidth ones first, at 5 the LFE channel.
pub(super) type Places = [Option<Place>; 6];

/// The places of a frame's channels by its header and, in a dependent substream, its channel map.
pub(super) fn of_frame(header: &Header, map: Option<u16>) -> Places {
    let mut places = [None; 6];
    let count = header.channels();
    if let Some(map) = map {
        let named = (0..16).filter(|bit| map & 0x8000 >> bit != 0 && *bit != 15).flat_map(|bit| MAP[bit]);
        places[..count].iter_mut().zip(named).for_each(|(to, place)| *to = Some(*place));
    } else {
        places[..count].iter_mut().zip(MODES[header.mode & 7]).for_each(|(to, place)| *to = Some(*place));
    }
    places[5] = header.lfe.then_some(Place::Lfe);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_and_maps() {
        let header = Header::parse(&[0x0B, 0x77, 0x07, 0xCF, 0x0F, 0x87, 0xC4, 0]).unwrap();
        let places = of_frame(&header, None);
        assert_eq!(
            (places[1], places[4], places[5]),
            (Some(Place::Centre), Some(Place::RightSurround), Some(Place::Lfe))
        );
        // Ls, Rs, Lrs/Rrs: four channels of the five that the header has.
        let places = of_frame(&header, Some(0x1A00));
        let expected =
            [Place::LeftSurround, Place::RightSurround, Place::LeftRear, Place::RightRear].map(Some);
        assert_eq!((&places[..4], places[4]), (&expected[..], None));
    }
}
