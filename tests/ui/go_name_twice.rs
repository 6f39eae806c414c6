#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Place {
        user_id: u32,
        userID: u32,
    }

    enum Kind {
        One,
    }

    enum KindOne {
        Two,
    }

    extern "Rust" {
        type Object;
        fn place();
        fn read_all(self: &Object);
        fn read__all(self: &Object);
        fn output(self: &Object) -> Vec<u8>;
        fn output_into(self: &Object);
        fn output_view(self: &Object);
    }
}


fn main() {}
