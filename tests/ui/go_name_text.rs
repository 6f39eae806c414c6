#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Fault {
        #[go_name = "notFound"]
        NotFound,
        #[go_name = "Not Found"]
        Missing,
        #[go_name(Lost)]
        Lost,
        #[go_name = "Größe"]
        Size,
        #[go_name = "Gone2"]
        Gone,
    }

    extern "Rust" {
        fn run() -> Result<(), Fault>;
    }
}

fn main() {}
