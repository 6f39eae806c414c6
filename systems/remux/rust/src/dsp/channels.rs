//! Channel layouts: mono, stereo and 5.1 (left, right, centre, LFE, left and right surround).

/// Which of two programmes in one track is heard: two languages may lie in left and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DualMono {
    /// Both, one in each ear.
    #[default]
    Both,
    /// The first alone.
    Left,
    /// The second alone.
    Right,
}

/// Puts the programme that is wanted into both channels of `samples`.
pub fn choose(samples: &mut [f32], wanted: DualMono) {
    let from = match wanted {
        DualMono::Both => return,
        DualMono::Left => 0,
        DualMono::Right => 1,
    };
    samples.as_chunks_mut::<2>().0.iter_mut().for_each(|pair| *pair = [pair[from]; 2]);
}

/// Appends `input` (interleaved, 1 or 2 channels) to `out` with `to` channels (1, 2 or 6).
///
/// Stereo becomes mono as the mean of both, mono becomes stereo by doubling; in 5.1 the source lies on the
/// front pair and the other channels stay silent.
pub fn map_into(input: &[f32], from: usize, to: usize, out: &mut Vec<f32>) {
    match (from, to) {
        (1, 2) => out.extend(input.iter().flat_map(|sample| [*sample; 2])),
        (2, 1) => out.extend(input.as_chunks::<2>().0.iter().map(|[left, right]| (left + right) * 0.5)),
        (1, 6) => out.extend(input.iter().flat_map(|sample| [*sample, *sample, 0.0, 0.0, 0.0, 0.0])),
        (2, 6) => {
            let pairs = input.as_chunks::<2>().0.iter();
            out.extend(pairs.flat_map(|[left, right]| [*left, *right, 0.0, 0.0, 0.0, 0.0]));
        }
        _ => out.extend_from_slice(input),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_two_programmes() {
        let mut samples = [1.0, 2.0, 3.0, 4.0];
        choose(&mut samples, DualMono::Both);
        assert_eq!(samples, [1.0, 2.0, 3.0, 4.0]);
        choose(&mut samples[2..], DualMono::Left);
        choose(&mut samples[..2], DualMono::Right);
        assert_eq!(samples, [2.0, 2.0, 3.0, 3.0]);
    }

    #[test]
    fn every_pair_of_layouts_keeps_the_number_of_frames() {
        let input = [0.5, -0.5, 0.25, 0.75, 1.0, 1.0];
        for (from, to) in [(1, 1), (1, 2), (1, 6), (2, 1), (2, 2), (2, 6)] {
            let mut out = Vec::new();
            map_into(&input, from, to, &mut out);
            assert_eq!(out.len() / to, input.len() / from, "{from} to {to}");
        }
        let mut mono = Vec::new();
        map_into(&input, 2, 1, &mut mono);
        assert_eq!(mono, [0.0, 0.5, 1.0]);
    }
}
