//! Enums with data: a sealed interface in Go, a struct per variant.

#[spandrel::bridge(package = "dataenums")]
mod ffi {
    /// Something to draw.
    #[derive(Clone, Debug)]
    enum Shape {
        /// Nothing at all.
        Empty,
        /// A circle.
        Circle {
            radius: f64,
            label: String,
        },
        /// A line through points.
        Line(Vec<Point>),
        Pair(Point, Option<Point>),
        Group {
            shapes: Vec<Text>,
        },
    }

    #[derive(Clone, Debug)]
    enum Text {
        Plain(String),
        Raw(Vec<u8>),
    }

    #[derive(Clone, Copy, Debug)]
    struct Point {
        x: f64,
        y: f64,
    }

    struct Drawing {
        shapes: Vec<Shape>,
        background: Shape,
    }

    extern "Rust" {
        fn scaled(shape: Shape, by: f64) -> Shape;
        fn area(shape: Shape) -> f64;
        fn render(drawing: Drawing) -> Drawing;
    }
}

use ffi::{Drawing, Shape};

fn scaled(shape: Shape, by: f64) -> Shape {
    match shape {
        Shape::Circle { radius, label } => Shape::Circle { radius: radius * by, label },
        other => other,
    }
}

fn area(shape: Shape) -> f64 {
    match shape {
        Shape::Circle { radius, .. } => std::f64::consts::PI * radius * radius,
        _ => 0.0,
    }
}

fn render(drawing: Drawing) -> Drawing {
    drawing
}
