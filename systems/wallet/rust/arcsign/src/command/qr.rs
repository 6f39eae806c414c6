//! QR codes of half blocks.

use qrcodegen::{QrCode, QrCodeEcc};

/// The width of the light border.
const BORDER: i32 = 4;

/// A QR code in black on white, whatever the colours of the terminal are.
pub(super) fn code(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return String::new() };
    let size = code.size();
    let mut out = String::new();
    for y in (-BORDER..size + BORDER).step_by(2) {
        out += "\x1b[30;107m";
        for x in -BORDER..size + BORDER {
            out.push(match (code.get_module(x, y), code.get_module(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        out += "\x1b[0m\n";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_modules_and_a_border() {
        let text = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";
        let drawn = code(text);
        let lines: Vec<Vec<char>> = drawn
            .lines()
            .map(|line| line.trim_start_matches("\x1b[30;107m").trim_end_matches("\x1b[0m").chars().collect())
            .collect();
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        for y in 0..code.size() {
            for x in 0..code.size() {
                let cell =
                    lines[usize::try_from((y + BORDER) / 2).unwrap()][usize::try_from(x + BORDER).unwrap()];
                let dark = if y % 2 == 0 { "█▀" } else { "█▄" }.contains(cell);
                assert_eq!(dark, code.get_module(x, y), "{x} {y}");
            }
        }
        assert!(lines[0].iter().chain(&lines[1]).all(|cell| *cell == ' '));
    }
}
