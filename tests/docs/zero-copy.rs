// The code behind the bridge `remux` of zero-copy.md.

pub struct Remuxer {
    rate: u32,
}

impl Remuxer {
    fn open(rate: u32) -> Remuxer {
        Remuxer { rate }
    }

    fn output(&mut self) -> Vec<u8> {
        self.rate.to_le_bytes().to_vec()
    }
}
