#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn path(path: PathBuf);
        fn shared(value: Arc<u32>);
        fn long(value: std::time::Duration);
        fn bare(value: str);
        fn slice(value: [u8]);
        fn pointer(value: *const u8);
        fn function(value: fn(u32) -> u32);
        fn object(value: dyn Display);
        fn boxed(value: Box<u32>);
        fn exclusive(value: &mut [u8]);
        fn scalar(value: &u32);
        fn string(value: &String);
        fn list(value: &Vec<u32>);
        fn map(value: &HashMap<String, u32>);
        fn array(value: &[u8; 32]);
        fn text() -> &mut str;
        fn time(value: &Duration);
        fn secret(value: &Secret<str>);
        fn content(value: Secret<String>);
        fn c_string(value: CString);
        fn instant(value: Instant);
        fn length(value: [u8; 0]);
        fn constant(value: [u8; LIMIT]);
        fn iterator() -> impl Iterator<Item = u32>;
        fn callback(call: Box<dyn Fn(u32)>);
        fn lent_path(path: &Path);
        fn lent_c_string(text: &CStr);
        fn itself() -> Self;
        fn exclusive_callback(call: &mut dyn FnMut(u32));
        fn generic_callback(call: impl Fn(u32));
    }
}

fn main() {}
