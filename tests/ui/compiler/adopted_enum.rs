// Enums that are not what the bridge says.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt(super::Colour)]
    pub enum Colour {
        Red,
        Green,
        Violet,
    }

    #[adopt(super::Numbered)]
    pub enum Numbered {
        One,
        Two,
    }

    #[adopt(super::Shape)]
    pub enum Shape {
        Empty,
        Circle(f64),
        Line(u32),
        Dot(u64, u64),
        Polygon { points: Vec<u32>, holes: u8 },
        Path { length: u64, closed: bool },
        Star { rays: u8 },
    }

    #[adopt(super::Level)]
    pub enum Level {
        Quiet,
    }

    #[adopt(spandrel::GoErrorKind)]
    pub enum NonExhaustive {
        Returned,
        Panicked,
        Missing,
        Refused,
        Leaf,
        Released,
    }

    extern "Rust" {
        fn answer() -> Colour;
    }
}

pub enum Colour {
    Red,
    Green,
    Blue,
}

pub enum Numbered {
    One = 1,
    Two,
}

pub enum Level {
    Quiet,
    Loud(u8),
}

pub enum Shape {
    Empty,
    Circle(f32),
    Line(u32, u32),
    Dot(u64),
    Polygon { points: Vec<u32> },
    Path { length: u64, closed: bool, name: String },
    Star(u8),
}

fn answer() -> Colour {
    Colour::Red
}

fn main() {}
