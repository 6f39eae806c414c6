#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Point {
        x: u32,
    }

    enum Shape {
        Dot,
        Circle { radius: u32 },
    }

    extern "Rust" {
        fn floats(map: HashMap<f64, u32>);
        fn records(set: BTreeSet<Point>);
        fn shapes(set: HashSet<Shape>);
        fn lists(map: BTreeMap<Vec<u8>, u32>);
        fn pairs(map: HashMap<(u8, u8), u32>);
    }
}

fn main() {}
