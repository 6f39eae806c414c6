//! Gains that the stream asks for: dynamic range, heavy compression, dialogue level (A/52, 7.6 and 7.7).

use super::info::Info;
use crate::codec::DynamicRange;

/// The gain of `dynrng`: from -24.1 to 23.9 dB.
fn line(code: u8) -> f32 {
    let exponent = i32::from(code as i8 >> 5);
    f32::from(code & 0x1F | 0x20) / 64.0 * ((exponent + 1) as f32).exp2()
}

/// The gain of `compr`: from -48.2 to 47.9 dB.
fn heavy(code: u8) -> f32 {
    let exponent = i32::from(code as i8 >> 4);
    f32::from(code & 0x0F | 0x10) / 32.0 * ((exponent + 1) as f32).exp2()
}

/// The gain of a programme in one block. `code` is its `dynrng`, `target` how far below full scale speech is to
/// be, in dB.
pub(super) fn gain(range: DynamicRange, target: Option<u8>, info: &Info, programme: usize, code: u8) -> f32 {
    let compression = match (range, info.compression[programme & 1]) {
        (DynamicRange::Off, _) => 1.0,
        (DynamicRange::Heavy, Some(code)) => heavy(code),
        (DynamicRange::Line | DynamicRange::Heavy, _) => line(code),
    };
    let Some(target) = target else { return compression };
    let change = f32::from(info.dialogue[programme & 1]) - f32::from(target);
    compression * 10_f32.powf(change / 20.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::ac3::bits::Bits;
    use crate::codec::ac3::header::Header;

    fn decibels(gain: f32) -> f32 {
        (200.0 * gain.log10()).round() / 10.0
    }

    #[test]
    fn codes_are_decibels() {
        assert_eq!((line(0), heavy(0)), (1.0, 1.0));
        assert_eq!([0x7F, 0x80, 0x20, 0xE0].map(|code| decibels(line(code))), [23.9, -24.1, 6.0, -6.0]);
        assert_eq!([0x7F, 0x80, 0x10, 0xF0].map(|code| decibels(heavy(code))), [47.9, -48.2, 6.0, -6.0]);
    }

    #[test]
    fn settings_choose_among_them() {
        // 2/0, dialogue 20 dB below full scale, compr 0xF0 (-6 dB).
        let bytes = [0x0B, 0x77, 0, 0, 0x1C, 0x40, 0b0100_0010, 0b1001_1111, 0, 0];
        let header = Header::parse(&bytes).unwrap();
        let info = Info::parse(&mut Bits::new(&bytes), &header);
        assert_eq!((info.dialogue[0], info.compression[0]), (20, Some(0xF0)));
        let level = |range, target| decibels(gain(range, target, &info, 0, 0x20));
        assert_eq!(level(DynamicRange::Off, None), 0.0);
        assert_eq!(level(DynamicRange::Line, None), 6.0);
        assert_eq!(level(DynamicRange::Heavy, None), -6.0);
        assert_eq!(level(DynamicRange::Off, Some(31)), -11.0);
    }
}
