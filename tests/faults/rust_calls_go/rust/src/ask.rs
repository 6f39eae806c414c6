//! Values without a counterpart on the other side.

use std::{collections::HashMap, time::Duration};

use spandrel::GoError;

use crate::{
    ffi::{self, GofailsError, Level, Record, Shape},
    guard::Guard,
    routes::failed,
};

/// Longer than a Go duration can be.
const LONG: Duration = Duration::MAX;

pub(crate) fn ask(what: &str, case: u32) -> Result<(), GofailsError> {
    let _guard = Guard::new();
    match given(what, case).or_else(|| taken(what)) {
        Some(answer) => answer.map_err(failed),
        None => Err(GofailsError::Wrong { message: format!("{what} is unknown") }),
    }
}

/// What Go answers.
fn given(what: &str, case: u32) -> Option<Result<(), GoError>> {
    Some(match what {
        "text" => ffi::give_text(case).map(drop),
        "texts" => ffi::give_texts(case).map(drop),
        "option" => ffi::give_option(case).map(drop),
        "letter" => ffi::give_letter(case).map(drop),
        "letters" => ffi::give_letters(case).map(drop),
        "level" => ffi::give_level(case).map(drop),
        "levels" => ffi::give_levels(case).map(drop),
        "shape" => ffi::give_shape(case).map(drop),
        "shapes" => ffi::give_shapes(case).map(drop),
        "time" => ffi::give_time(case).map(drop),
        "times" => ffi::give_times(case).map(drop),
        "map" => ffi::give_map(case).map(drop),
        "set" => ffi::give_set(case).map(drop),
        "tree" => ffi::give_tree(case).map(drop),
        "tuple" => ffi::give_tuple(case).map(drop),
        "record" => ffi::give_record(case).map(drop),
        "actor" => ffi::find("nobody").map(drop),
        _ => return None,
    })
}

/// What Rust transfers.
fn taken(what: &str) -> Option<Result<(), GoError>> {
    let record = || Record {
        label: String::new(),
        lines: Vec::new(),
        nick: None,
        level: Level::Low,
        wait: Duration::ZERO,
        shape: Shape::Empty,
    };
    Some(match what {
        "long time" => ffi::take_time(LONG),
        "a little too long" => ffi::take_time(Duration::from_nanos(i64::MAX as u64 + 1)),
        "long times" => ffi::take_times(&[Duration::ZERO, LONG]),
        "long option" => ffi::take_option(Some(LONG)),
        "long tuple" => ffi::take_tuple((1, LONG)),
        "long map" => ffi::take_map(HashMap::from([(String::new(), LONG)])),
        "long shape" => ffi::take_shape(Shape::Slow { wait: LONG }),
        "long record" => ffi::take_record(Record { wait: LONG, ..record() }),
        "long shape in a record" => {
            ffi::take_record(Record { shape: Shape::Slow { wait: LONG }, ..record() })
        }
        "good record" => ffi::take_record(record()),
        "longest time" => ffi::take_time(Duration::from_nanos(i64::MAX as u64)),
        _ => return None,
    })
}
