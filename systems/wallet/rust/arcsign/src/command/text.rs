//! Text for people.

use std::fmt::Write;

/// A decimal number of the smallest unit, in the unit that people use: `1.5` for 1500000000000000000 and 18 places.
pub(super) fn decimal(number: &str, places: usize) -> String {
    let padded = format!("{number:0>width$}", width = places + 1);
    let (whole, rest) = padded.split_at(padded.len() - places);
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

/// Satoshi in bitcoin, with all places.
pub(super) fn bitcoin(satoshi: u64) -> String {
    format!("{}.{:08}", satoshi / 100_000_000, satoshi % 100_000_000)
}

/// Text of others, so that it cannot act on the terminal or hide a part of itself: controls and what changes the direction of
/// writing or has no width are shown as escapes.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\n' => out.push('\n'),
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {
                out.extend(character.escape_unicode());
            }
            character if character.is_control() => out.extend(character.escape_unicode()),
            character => out.push(character),
        }
    }
    out
}

/// Rows of columns that stand below each other.
pub(super) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            // Writing to a string does not fail.
            let _ = write!(line, "{cell:<width$}  ");
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// Milliseconds since 1970, as a date and time of day in UTC.
pub(super) fn time(milliseconds: i64) -> String {
    let seconds = milliseconds.div_euclid(1000);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years begin in March here, so that the day that comes and goes is the last one.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (of_month, month_of_year) =
        (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = era * 400 + year + i64::from(month_of_year <= 2);
    let (hours, minutes, seconds) = (rest / 3600, rest % 3600 / 60, rest % 60);
    format!("{year:04}-{month_of_year:02}-{of_month:02} {hours:02}:{minutes:02}:{seconds:02} UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_their_point() {
        for (number, places, wants) in [
            ("0", 18, "0"),
            ("1", 18, "0.000000000000000001"),
            ("1500000000000000000", 18, "1.5"),
            ("1000000000000000000", 18, "1"),
            ("123000000000000000000", 18, "123"),
        ] {
            assert_eq!(decimal(number, places), wants);
        }
        assert_eq!((bitcoin(1), bitcoin(123_456_789)), ("0.00000001".to_owned(), "1.23456789".to_owned()));
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(visible("a\n\u{1b}[2Jb\u{202e}c\u{200b}"), "a\n\\u{1b}[2Jb\\u{202e}c\\u{200b}");
        assert_eq!(visible("é 漢 😀"), "é 漢 😀");
    }

    #[test]
    fn times_are_dates() {
        assert_eq!(time(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(time(951_782_400_000), "2000-02-29 00:00:00 UTC");
        assert_eq!(time(1_796_000_461_999), "2026-11-30 01:01:01 UTC");
    }
}
