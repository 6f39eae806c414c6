#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Node {
        children: Vec<Node>,
        text: &str,
    }

    enum Size {
        Small = 1,
        Large = 1,
    }

    extern "Rust" {
        type Object;
        fn map(map: HashMap<f64, u32>);
        fn close(self: &Object);
        fn map(a: u32, a: u32);
        fn take(object: Object) -> Option<Option<u8>>;
    }
}

fn main() {}
