#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Source;
        // As Go has them.
        fn write_byte(self: &mut Source, byte: u8);
        fn gob_encode(self: &Source) -> Vec<u8>;
        fn gob_decode(self: &mut Source, data: &[u8]);
        // Other methods than those that the standard library looks for.
        fn scan(self: &mut Source, from: &str) -> String;
        fn format(self: &Source) -> String;

        fn read_byte(self: &mut Source) -> Option<u8>;
        fn read_rune(self: &mut Source) -> char;
        fn seek(self: &mut Source, offset: i64) -> u64;
        fn marshal_json(self: &Source) -> String;
        fn unread_byte(self: &mut Source) -> bool;
        fn marshal_xml() -> Vec<u8>;
    }

    extern "Go" {
        type Failure;
        fn error(self: &Failure) -> String;
        fn unwrap(self: &Failure) -> String;
        fn read_byte(self: &Failure) -> Result<u8>;
        fn unread_rune(self: &Failure);
        fn is(self: &Failure, other: u8) -> bool;
        fn unmarshal_json(data: &[u8]) -> bool;

        type Sink;
        fn is(self: &Sink, other: u8) -> bool;
    }
}

fn main() {}
