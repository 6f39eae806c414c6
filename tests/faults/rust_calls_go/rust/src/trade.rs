//! What the two sides transfer to each other: memory with an owner, and Go values that come later.

use std::time::Duration;

use spandrel::{Bytes, Secret};
use tokio::time;

use crate::{
    ffi::{self, GofailsError},
    guard::Guard,
    routes::failed,
};

/// Memory with a guard: what Go keeps or loses of it is seen.
struct Guarded(Vec<u8>, Guard);

impl AsRef<[u8]> for Guarded {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

fn goods(len: u32) -> (Bytes, Secret<[u8]>) {
    let bytes = Bytes::from_owner(Guarded(vec![7; len as usize], Guard::new()));
    (bytes, Secret::fill(len as usize, |content| content.fill(9)))
}

pub(crate) fn traded(how: &str, len: u32) -> Result<u32, GofailsError> {
    let (bytes, key) = goods(len);
    let bytes = ffi::trade(how, bytes, key.clone()).map_err(failed)?;
    let key = ffi::renew(how, key).map_err(failed)?;
    let right = bytes.iter().all(|byte| *byte == 7) && key.expose().iter().all(|byte| *byte == 9);
    if right {
        return Ok((bytes.len() + key.len()) as u32);
    }
    Err(GofailsError::Wrong { message: "other bytes came back".to_owned() })
}

pub(crate) async fn traded_later(
    what: u32,
    how: &str,
    pause: Duration,
    patience: Duration,
) -> Result<bool, GofailsError> {
    let (bytes, key) = goods(100);
    let traded = async {
        match what {
            0 => ffi::trade_later(how, bytes, pause).await.map(|bytes| bytes.len() == 100),
            1 => ffi::renew_later(how, key, pause).await.map(|key| key.len() == 100),
            _ => ffi::find_later(how, pause).await?.act("calm").map(|value| value == 7),
        }
    };
    match time::timeout(patience, traded).await {
        Ok(Ok(true)) => Ok(false),
        Ok(Ok(false)) => Err(GofailsError::Wrong { message: "something else came back".to_owned() }),
        Ok(Err(error)) => Err(failed(error)),
        Err(_) => Ok(true),
    }
}
