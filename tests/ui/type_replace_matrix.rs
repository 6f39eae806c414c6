// Written by `cargo xtask generate` from tests/matrix/matrix.toml.

#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        real: f64,
    }

    enum Choice {
        Number(u8),
        Nothing,
    }

    #[error]
    enum Failure {
        Broken,
    }

    extern "Rust" {
        type Object;
        fn run(record: Record, choice: Choice) -> Result<u8, Failure>;
        fn exclusive(v: &mut [u8]);
        fn pointer(v: *const u8);
        fn function(v: fn(u32) -> u32);
        fn scalar(v: &u32);
        fn string(v: &String);
        fn list(v: &Vec<u32>);
        fn map(v: &HashMap<String, u32>);
        fn array(v: &[u8; 32]);
        fn secret(v: &Secret<str>);
        fn boxed(v: Box<u32>);
        fn counted(v: Rc<u32>);
        fn shared(v: Arc<u32>);
        fn cow(v: Cow<str>);
        fn cell(v: Cell<u32>);
        fn mutex(v: Mutex<u32>);
        fn path(v: PathBuf);
        fn os(v: OsString);
        fn c(v: CString);
        fn instant(v: Instant);
        fn none(v: [u8; 0]);
        fn named(v: [u8; LIMIT]);
    }
}

fn main() {}
