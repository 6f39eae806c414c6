//! Promises: answers that Go owes Rust.
//!
//! A promise is an object of the handle table, and Go knows it by its handle: an answer for one that Rust has dropped meets
//! a handle that is closed.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use spandrel_abi::{call, kind, transfer};

use super::chain::Chain;
use crate::private::{
    call::{code, fault::Fault},
    executor,
    object::{self, Object},
    owned::{block, retain::Transfer},
    panics,
    upcall::{
        call::{Call, Import, Imports},
        elsewhere,
        go_error::{GoError, GoErrorKind},
        go_value::GoValue,
        hook::{self, End},
        shape::Back,
    },
    wire::memory::raw_slice,
};

/// What Go answered.
struct Answer {
    code: u64,
    value: u64,
    bytes: Vec<u8>,
    handed: Handed,
}

/// What Go has transferred with a result. It is released if nobody waits for it.
pub(in crate::private) enum Handed {
    Nothing,
    Value(GoValue),
    Block(Transfer),
}

impl Handed {
    /// # Safety
    /// The status and the value are those of an answer of the Go side.
    unsafe fn new(status: u64, value: u64) -> Handed {
        match status & !CODE {
            transfer::VALUE => Handed::Value(GoValue::owned(value)),
            // SAFETY: as promised by the caller; the block was made for this answer.
            transfer::BLOCK => Handed::Block(unsafe { Transfer::from_word(value) }),
            _ => Handed::Nothing,
        }
    }
}

/// Where the result code stands in a status.
const CODE: u64 = 0xFF;

#[derive(Default)]
struct State {
    answer: Option<Answer>,
    waker: Option<Waker>,
}

/// The half of a promise that the handle table holds for Go.
struct Owed(Arc<Mutex<State>>);

impl Object for Owed {
    const KIND: u8 = kind::PROMISE;
    const NAME: &'static str = "a promise";
}

/// The half of a promise that waits.
pub(in crate::private) struct Promise {
    pub(super) import: &'static Import,
    imports: &'static Imports,
    handle: u64,
    state: Arc<Mutex<State>>,
    /// Whether Go may still answer.
    open: bool,
}

impl Promise {
    /// Makes the call that begins it. Go reads the arguments before this returns.
    pub(in crate::private) fn begin(
        imports: &'static Imports,
        import: &'static Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<Promise, GoError> {
        let state = Arc::new(Mutex::new(State::default()));
        let handle = object::insert(Owed(Arc::clone(&state))).map_err(|fault| {
            fault.discard();
            GoError::new(import.name, GoErrorKind::Refused, "too many open objects".to_owned())
        })?;
        let mut promise = Promise { import, imports, handle, state, open: true };
        let chain = Chain::here();
        match imports.owe(import, target, words, packed, handle, chain.address()) {
            Ok(()) => {
                if elsewhere::anywhere()
                    && let Some(bytes) = hook::answered(handle)
                {
                    promise.take_answer(bytes)?;
                }
                Ok(promise)
            }
            Err(error) => {
                // Nothing was begun that could be cancelled.
                promise.close();
                Err(error)
            }
        }
    }

    /// Takes the answer of a hook, which Go owes no more.
    fn take_answer(&mut self, bytes: Vec<u8>) -> Result<(), GoError> {
        self.close();
        let back = self.back();
        let mut call = Call::answered(code::OK, 0, Vec::new());
        call.take_answer(self.import, back, bytes)?;
        let value = call.value();
        let status = if matches!(back, Back::Owned { .. }) { transfer::BLOCK } else { 0 };
        // SAFETY: the block, if it is one, was made for this answer.
        let handed = unsafe { Handed::new(status, value) };
        lock(&self.state).answer = Some(Answer { code: code::OK, value, bytes: call.into_bytes(), handed });
        Ok(())
    }

    /// How the answer comes back.
    fn back(&self) -> Back {
        self.imports
            .declared
            .get(self.import.number as usize)
            .map_or(Back::Word, |declared| declared.shape.answer)
    }

    /// The answer, or a place for the waker.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<(Call, Handed), GoError>> {
        self.poll_raw(context).map(|(code, value, bytes, handed)| {
            let answered = Call::answered(code, value, bytes).checked(self.import).map(|call| (call, handed));
            if elsewhere::anywhere() {
                self.tell(&answered);
            }
            answered
        })
    }

    /// Tells the hook that watches the call of its answer, unless that is but a batch.
    fn tell(&self, answered: &Result<(Call, Handed), GoError>) {
        let back = self.back();
        if answered.is_ok() && back == Back::Stream {
            return;
        }
        let Some(watched) = hook::watched(self.handle) else { return };
        match answered {
            Err(error) => watched.end(End::Failed(error)),
            Ok((call, Handed::Block(block))) => {
                watched.end(End::Answered(&|| call.show(back, block.block())));
            }
            Ok((call, _)) => watched.end(End::Answered(&|| call.show(back, call.value()))),
        }
    }

    /// Ends a stream whose iterator has failed.
    pub(super) fn fail(&mut self, error: &GoError) {
        if elsewhere::anywhere() {
            hook::ended(self.handle, End::Failed(error));
        }
        self.close();
    }

    /// The answer as it came: code, value, bytes, and what was transferred.
    pub(in crate::private) fn poll_raw(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<(u64, u64, Vec<u8>, Handed)> {
        let waker = context.waker().clone();
        let mut state = lock(&self.state);
        let Some(answer) = state.answer.take() else {
            let before = state.waker.replace(waker);
            drop(state);
            drop(before);
            return Poll::Pending;
        };
        drop(state);
        Poll::Ready((answer.code, answer.value, answer.bytes, answer.handed))
    }

    /// Asks for the next batch of a stream: what is there already, or nothing, and the promise is answered later.
    pub(in crate::private) fn pull(&self) -> Result<Vec<u8>, GoError> {
        let pull = Import { number: call::PULL, name: self.import.name };
        self.imports.concern(&pull, 0, &[], &[], self.handle)
    }

    /// Ends it: nothing more will come, or is wanted.
    pub(in crate::private) fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            // What the table holds has no destructor that could fail.
            let _ = object::close(self.handle);
            if elsewhere::anywhere() {
                hook::ended(self.handle, End::Streamed);
            }
        }
    }
}

impl Drop for Promise {
    fn drop(&mut self) {
        if !self.open {
            return;
        }
        if elsewhere::anywhere() {
            hook::ended(self.handle, End::Cancelled);
        }
        self.close();
        let (imports, handle) = (self.imports, self.handle);
        let cancel = Import { number: call::CANCEL, name: self.import.name };
        if let Err(error) = imports.concern(&cancel, 0, &[], &[], handle)
            && error.kind() == GoErrorKind::Leaf
        {
            // A leaf call must not call Go. A thread of the executor's may.
            executor::executor().spawn(async move { imports.concern(&cancel, 0, &[], &[], handle) });
        }
    }
}

/// Takes an answer of Go's. One that nobody waits for is dropped, with what it transfers.
///
/// # Safety
/// `address` and `len` are those of a Go slice that lives to the end of the call; the Go runtime has put status and value
/// together.
pub unsafe fn fulfil(handle: u64, status: u64, value: u64, address: *const u8, len: u64) {
    block::drain_returned();
    // SAFETY: as promised by the caller.
    let bytes = unsafe { raw_slice(address, len) }.unwrap_or_default().to_vec();
    // SAFETY: as promised by the caller.
    let handed = unsafe { Handed::new(status, value) };
    let answer = Answer { code: status & CODE, value, bytes, handed };
    let woken = object::with_shared(handle, |owed: &Owed| {
        let mut state = lock(&owed.0);
        state.answer = Some(answer);
        Ok(state.waker.take())
    });
    match woken {
        Ok(Some(waker)) => {
            // The caller is Go's.
            if let Err(note) = panics::catch_note(|| waker.wake()) {
                panics::report_lost("a waker", note);
            }
        }
        Ok(None) => {}
        Err(fault) => Fault::discard(fault),
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
