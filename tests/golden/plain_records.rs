//! Records without memory of their own: C structs, by value, with checked layout.

#[spandrel::bridge(package = "plainrecords")]
mod ffi {
    /// A rectangle.
    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Rectangle {
        /// Its upper left corner.
        origin: Point,
        /// Width and height, in pixels.
        size: [u32; 2],
        visible: bool,
    }

    /// A point.
    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Point {
        x: i32,
        y: i32,
    }

    /// Fields that need padding.
    #[derive(Clone, Copy)]
    struct Padded {
        tag: u8,
        wide: u64,
        short: u16,
        letter: char,
        huge: u128,
        side: Side,
        last: i8,
    }

    #[derive(Clone, Copy)]
    enum Side {
        Left,
        Right,
    }

    extern "Rust" {
        /// Moves a rectangle.
        fn moved(rectangle: Rectangle, by: Point) -> Rectangle;
        fn origin() -> Point;
        fn area(rectangle: Rectangle) -> u64;
        fn keep(value: Padded) -> Padded;
        fn corners(rectangle: Rectangle) -> [Point; 4];
        fn bounds(points: &[Point]) -> Rectangle;
    }
}

use ffi::{Padded, Point, Rectangle};

fn moved(rectangle: Rectangle, by: Point) -> Rectangle {
    let Point { x, y } = rectangle.origin;
    Rectangle { origin: Point { x: x + by.x, y: y + by.y }, ..rectangle }
}

fn origin() -> Point {
    Point { x: 0, y: 0 }
}

fn area(rectangle: Rectangle) -> u64 {
    u64::from(rectangle.size[0]) * u64::from(rectangle.size[1])
}

fn keep(value: Padded) -> Padded {
    value
}

fn corners(rectangle: Rectangle) -> [Point; 4] {
    [rectangle.origin; 4]
}

fn bounds(points: &[Point]) -> Rectangle {
    let origin = points.first().copied().unwrap_or(Point { x: 0, y: 0 });
    Rectangle { origin, size: [0, 0], visible: points.len() > 1 }
}
