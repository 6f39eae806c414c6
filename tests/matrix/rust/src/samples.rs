//! Records of a size. The Go side makes the same ones.

use std::time::{Duration, UNIX_EPOCH};

use crate::matrix::ffi::{Colour, Deep, Person, Plain, Point, Shape};

pub(crate) fn point(n: i32) -> Point {
    Point { x: n, y: -n, visible: n % 2 == 1 }
}

pub(crate) fn plain(n: u16) -> Plain {
    Plain {
        flag: true,
        wide: u128::MAX - u128::from(n),
        small: -1,
        letter: 'é',
        tiny: n,
        real: f64::from(n) / 2.0,
        row: [n, 0, u16::MAX],
        span: Duration::from_nanos(u64::from(n)),
        colour: Colour::Infrared,
        at: point(i32::from(n)),
        corners: [point(1), point(2)],
        size: usize::MAX,
    }
}

pub(crate) fn person(n: u16) -> Person {
    Person {
        name: "wörld ".repeat(usize::from(n)),
        age: n as u8,
        nick: (n > 0).then(|| "nick".to_owned()),
        tags: (0..n).map(|index| index.to_string()).collect(),
        places: (0..i32::from(n)).map(point).collect(),
        colour: Colour::Green,
        scores: vec![0.5; usize::from(n)],
        born: UNIX_EPOCH - Duration::from_secs(u64::from(n)),
    }
}

pub(crate) fn deep(n: u16) -> Deep {
    Deep {
        people: (0..n).map(person).collect(),
        by_name: (0..n)
            .map(|index| {
                (index.to_string(), vec![None, Some(Shape::Empty), Some(Shape::Circle(f64::from(index)))])
            })
            .collect(),
        grid: [[None, Some(n as u8)], [Some(0), None]],
        pairs: vec![(u64::MAX, (true, vec![1, 2])); usize::from(n)],
        plain: (n > 0).then(|| plain(n)),
        index: (0..i64::from(n))
            .map(|index| (-index, [("letters".to_owned(), ['a', 'é'].into())].into()))
            .collect(),
    }
}
