#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Page {
        bytes: [u8; 65536],
    }

    struct Book {
        cover: u8,
        page: Page,
    }

    extern "Rust" {
        fn cube(cube: [[[[u64; 65536]; 65536]; 65536]; 65536]);
        fn books(books: Vec<Book>, pages: &[[Page; 2]]);
    }
}

fn main() {}
