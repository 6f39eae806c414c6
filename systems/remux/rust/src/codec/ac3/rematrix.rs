//! Stereo coded as sum and difference, band by band (A/52, 7.5).

/// First bins of the four bands, and the end of the last.
const EDGES: [usize; 5] = [13, 25, 37, 61, 253];

/// How many bands there are flags for: those below the coupling channel (which begins with sub-band
/// `coupling`), or below the spectral extension (`spectral`).
pub(super) fn bands(coupling: Option<usize>, spectral: Option<usize>) -> usize {
    match (coupling, spectral) {
        (Some(0), _) => 2,
        (Some(1 | 2), _) => 3,
        (Some(_), _) => 4,
        (None, Some(begin)) if begin < 2 => 3,
        (None, _) => 4,
    }
}

/// Turns sum and difference into left and right in the bands that are flagged, up to bin `end`.
pub(super) fn apply(flags: [bool; 4], end: usize, left: &mut [f32; 256], right: &mut [f32; 256]) {
    for (flag, edges) in flags.iter().zip(EDGES.windows(2)) {
        let (start, end) = (edges[0], edges[1].min(end));
        if !flag || start >= end {
            continue;
        }
        for (left, right) in left[start..end].iter_mut().zip(&mut right[start..end]) {
            (*left, *right) = (*left + *right, *left - *right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flagged_bands_change_and_no_others() {
        let (mut left, mut right) = ([3.0; 256], [1.0; 256]);
        apply([false, true, false, true], 100, &mut left, &mut right);
        for bin in 0..256 {
            let inside = (25..37).contains(&bin) || (61..100).contains(&bin);
            assert_eq!((left[bin], right[bin]), if inside { (4.0, 2.0) } else { (3.0, 1.0) }, "{bin}");
        }
    }

    #[test]
    fn bands_end_where_coupling_or_extension_begins() {
        let counts = [0, 1, 2, 3, 15].map(|begin| bands(Some(begin), None));
        assert_eq!(counts, [2, 3, 3, 4, 4]);
        assert_eq!((bands(None, Some(1)), bands(None, Some(2)), bands(None, None)), (3, 4, 4));
        assert_eq!(bands(Some(3), Some(0)), 4);
    }
}
