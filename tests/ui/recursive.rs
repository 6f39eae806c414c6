#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Node {
        children: Vec<Node>,
    }

    struct Left {
        right: Option<Right>,
    }

    enum Right {
        End,
        More { left: Left },
    }

    extern "Rust" {
        fn run(node: Node, left: Left);
    }
}

fn main() {}
