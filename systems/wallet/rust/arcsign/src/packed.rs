//! The secrets of a request, in one piece of locked memory.

use spandrel::Secret;

/// Secrets with their names, one behind the other.
#[derive(Debug)]
pub struct Packed {
    names: Vec<String>,
    content: Secret<[u8]>,
}

impl Packed {
    /// Secrets that are written where they stay. `each` writes one into the memory, and returns its length, or `None` for one that
    /// is not valid; there is room for `room` bytes of all of them.
    pub(crate) fn write<N>(
        secrets: Vec<(String, N)>,
        room: usize,
        mut each: impl FnMut(&N, &mut [u8]) -> Option<usize>,
    ) -> Option<Packed> {
        let mut valid = true;
        let content = Secret::fill(room + 4 * secrets.len(), |memory| {
            let mut rest = memory;
            for (_, secret) in &secrets {
                let (head, tail) = rest.split_at_mut(4);
                let Some(length) = each(secret, tail) else {
                    valid = false;
                    return;
                };
                // A line has a megabyte at most.
                head.copy_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
                rest = &mut tail[length..];
            }
        });
        let names = secrets.into_iter().map(|(name, _)| name).collect();
        valid.then_some(Packed { names, content })
    }

    /// No secrets.
    pub fn none() -> Packed {
        Packed { names: Vec::new(), content: Secret::new(&[]) }
    }

    /// The names, and the content as the core reads it.
    pub(crate) fn into_parts(self) -> (Vec<String>, Secret<[u8]>) {
        (self.names, self.content)
    }
}
