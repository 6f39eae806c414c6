//! Answers that come later.

use std::{
    collections::HashMap,
    future::poll_fn,
    sync::{Mutex, PoisonError},
};

use spandrel_abi::{
    call::{CANCEL, PULL},
    tail, transfer,
};
use tokio::task::AbortHandle;

use super::serve::{has, retain_value};
use crate::private::{
    call::code,
    executor,
    owned::retain::retain,
    tasks::{
        fulfil,
        promise::{Handed, Promise},
    },
    upcall::{
        body::Owned,
        call::{Declared, Imports},
        elsewhere::{self, Away, Failure, Reply, Request},
        shape::{Back, content},
    },
};

/// Takes an answer of another process that was owed for a promise, and says whether more is owed for it. One that nobody
/// waits for is dropped.
pub fn answered(promise: u64, reply: Result<Reply, Failure>) -> bool {
    let Some(debt) = elsewhere::debt(promise) else { return false };
    let reply = reply.unwrap_or_else(|failure| Reply::failed(&failure));
    let goes_on =
        debt.answer == Back::Stream && reply.status == code::OK && ends_with(&reply.body) == tail::MORE;
    if !goes_on {
        elsewhere::acquit(promise);
    }
    let (mut status, mut value) = (reply.status & 0xFF, reply.value);
    if status == code::OK {
        match (debt.answer, reply.owned) {
            (Back::Owned { .. }, owned) => {
                status |= transfer::BLOCK;
                value = match owned {
                    Some(Owned::Bytes(bytes)) => retain(bytes),
                    Some(Owned::Secret(bytes)) => retain(bytes),
                    None => 0,
                };
            }
            (Back::Value, _) => {
                status |= transfer::VALUE;
                let away = Away { transport: debt.transport, reference: reply.value, origin: reply.origin };
                value = elsewhere::note_value(away);
            }
            (Back::Bytes | Back::Stream, _) => value = reply.body.len() as u64,
            (Back::Word, _) => {}
        }
    } else {
        value = reply.body.len() as u64;
    }
    // SAFETY: the bytes live to the end of the call; a block and a value are new, and nobody else's.
    unsafe { fulfil(promise, status, value, reply.body.as_ptr(), reply.body.len() as u64) };
    goes_on
}

/// How a batch of a stream ends.
fn ends_with(batch: &[u8]) -> u32 {
    batch.last_chunk::<4>().map_or(tail::END, |tail| u32::from_le_bytes(*tail))
}

/// A call of another process that is not answered yet, or a stream that has not ended.
enum Running {
    /// Something waits for Go.
    Waits(AbortHandle),
    /// The stream waits for the other process to pull.
    Rests(Promise),
}

static RUNNING: Mutex<Option<HashMap<u64, Running>>> = Mutex::new(None);

fn with_running<T>(run: impl FnOnce(&mut HashMap<u64, Running>) -> T) -> T {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    run(running.get_or_insert_default())
}

/// Does what another process asks for without waiting; `reply` sends the answers, each with the number of its promise there.
pub fn serve_later(mut request: Request, reply: impl Fn(u64, Reply) + Clone + Send + Sync + 'static) {
    let promise = request.promise;
    match request.import {
        CANCEL => {
            // Dropping a promise cancels the context of the Go function.
            if let Some(Running::Waits(task)) = with_running(|running| running.remove(&promise)) {
                task.abort();
            }
        }
        PULL => {
            let rests = with_running(|running| running.remove(&promise));
            let Some(Running::Rests(stream)) = rests else { return };
            match stream.pull() {
                Ok(batch) if batch.is_empty() => wait(promise, stream, Back::Stream, reply),
                Ok(batch) => send_batch(promise, stream, batch, &reply),
                Err(_) => reply(promise, Reply::of(code::MISSING)),
            }
        }
        _ => match begin(&mut request) {
            Ok((begun, answer)) => wait(promise, begun, answer, reply),
            Err(failed) => reply(promise, failed),
        },
    }
}

fn begin(request: &mut Request) -> Result<(Promise, Back), Reply> {
    let missing = || Reply::of(code::MISSING);
    let imports = Imports::registered(request.bridge).ok_or_else(missing)?;
    let Declared { import, shape } = imports.declared.get(request.import as usize).ok_or_else(missing)?;
    if !has(request.target) {
        return Err(Reply::of(code::CLOSED));
    }
    let prepared = shape
        .read(&request.body, std::mem::take(&mut request.owned))
        .map_err(|refusal| Reply::refused(&refusal))?;
    Promise::begin(imports, import, request.target, &prepared.words, prepared.packed)
        .map(|begun| (begun, shape.answer))
        .map_err(|_| missing())
}

/// Waits for Go, on a thread of the executor's when it has answered.
fn wait(
    number: u64,
    mut promise: Promise,
    answer: Back,
    reply: impl Fn(u64, Reply) + Clone + Send + Sync + 'static,
) {
    // The task must not end before it is in the table, so that the table is locked until it is.
    with_running(|running| {
        let task = executor::runtime().spawn(async move {
            let (status, value, bytes, handed) = poll_fn(|context| promise.poll_raw(context)).await;
            if answer == Back::Stream && status == code::OK {
                send_batch(number, promise, bytes, &reply);
                return;
            }
            promise.close();
            with_running(|running| running.remove(&number));
            reply(number, whole(status, value, bytes, handed, answer));
        });
        running.insert(number, Running::Waits(task.abort_handle()));
    });
}

/// Sends a batch, and retains the stream until the next one is pulled.
fn send_batch(number: u64, mut stream: Promise, batch: Vec<u8>, reply: &impl Fn(u64, Reply)) {
    with_running(|running| {
        if ends_with(&batch) == tail::MORE {
            running.insert(number, Running::Rests(stream));
        } else {
            // Go released the iterator with its last batch.
            stream.close();
            running.remove(&number);
        }
    });
    reply(number, Reply { body: batch, ..Reply::of(code::OK) });
}

fn whole(status: u64, value: u64, bytes: Vec<u8>, handed: Handed, answer: Back) -> Reply {
    let mut reply = Reply { value, ..Reply::of(status) };
    match (handed, answer) {
        (Handed::Block(block), Back::Owned { secret }) => match content(block, secret) {
            Ok(owned) => reply.owned = Some(owned),
            Err(refusal) => return Reply::refused(&refusal),
        },
        (Handed::Value(value), _) => reply.value = retain_value(value),
        _ => reply.body = bytes,
    }
    reply
}
