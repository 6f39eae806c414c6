//! Futures and streams that Go implements.

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, future};
use tokio::time;

use crate::{
    ffi::{self, Actor, GofailsError},
    guard::Guard,
    routes::failed,
};

pub(crate) async fn awaited(how: &str) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    ffi::act_later(how, Duration::ZERO).await.map_err(failed)
}

pub(crate) async fn awaited_method(how: &str, actor: Actor) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    actor.act_later(how).await.map_err(failed)
}

pub(crate) async fn awaited_bare(how: &str) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    Ok(ffi::act_later_bare(how).await)
}

pub(crate) async fn given_up(how: &str, pause: Duration, patience: Duration) -> Result<bool, GofailsError> {
    let _guard = Guard::new();
    match time::timeout(patience, ffi::act_later(how, pause)).await {
        Ok(answer) => answer.map(|_| false).map_err(failed),
        Err(_) => Ok(true),
    }
}

pub(crate) async fn read_items(count: u32, how: &str) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    let items = ffi::items(count, how);
    items.try_fold(0u32, |sum, item| future::ok(sum.wrapping_add(item))).await.map_err(failed)
}

pub(crate) async fn given_up_stream(count: u32, how: &str, take: u32) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    let items = ffi::items(count, how).take(take as usize);
    items.try_fold(0u32, |sum, item| future::ok(sum.wrapping_add(item))).await.map_err(failed)
}
