// What a type derives, it derives where it is declared.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[derive(Clone, Debug)]
    #[adopt(crate::Stats)]
    pub struct Stats {
        pub bytes: u64,
    }

    #[adopt(crate::Colour)]
    #[deprecated(note = "use Shade")]
    #[derive(Clone)]
    pub enum Colour {
        #[deprecated]
        Red,
        #[adopt(crate::Green)]
        Green,
    }

    extern "Rust" {
        #[adopt(crate::Index)]
        type Index;
        fn answer() -> Stats;
    }
}

fn main() {}
