//! What the core finds on the Rust side.

use crate::ffi::GuestError;

pub fn double(v: u64) -> u64 {
    v * 2
}

pub fn visit(count: u32, step: &dyn Fn(u32) -> bool) -> u32 {
    (0..count).take_while(|index| step(*index)).count() as u32
}

pub fn leaf_sum(v: &[u32]) -> u64 {
    v.iter().map(|value| u64::from(*value)).sum()
}

pub fn report() -> Result<(), GuestError> {
    Err(GuestError::Full { limit: 7 })
}

/// Labels, up to a limit.
pub struct Shelf {
    limit: u32,
    labels: Vec<String>,
}

impl Shelf {
    pub fn new(limit: u32) -> Shelf {
        Shelf { limit, labels: Vec::new() }
    }

    pub fn push(&mut self, label: &str) -> Result<u32, GuestError> {
        if self.labels.len() as u32 >= self.limit {
            return Err(GuestError::Full { limit: self.limit });
        }
        self.labels.push(label.to_owned());
        Ok(self.labels.len() as u32)
    }

    pub fn len(&self) -> u32 {
        self.labels.len() as u32
    }
}

/// [`double`], by another thread.
pub async fn double_async(v: u64) -> u64 {
    let (never, end) = futures_util::future::abortable(std::future::pending::<()>());
    std::thread::spawn(move || end.abort());
    // It ends by being aborted, from that thread.
    let _ = never.await;
    double(v)
}

pub fn count(to: u32) -> impl spandrel::Stream<Item = u64> + Send + 'static {
    futures_util::stream::iter((0..to).map(u64::from))
}
