//! Channel layouts: mono, stereo and 5.1 (left, right, centre, LFE, left and right surround).

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
