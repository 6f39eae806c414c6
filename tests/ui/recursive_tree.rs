#[spandrel::bridge(package = "ui")]
mod ffi {
    pub enum Query {
        And(Vec<Query>),
        Term(String),
    }

    pub struct Tree {
        pub left: Option<Box<Tree>>,
        pub value: u8,
    }

    extern "Rust" {
        fn run(query: Query, tree: Tree);
    }
}

fn main() {}
