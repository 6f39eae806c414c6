//! Calls that belong in another process, and those that come from one.

use std::{mem::MaybeUninit, sync::Arc};

use spandrel_abi::call::{CANCEL, PULL};

use super::{Call, Declared, Import, Imports, ROOM};
use crate::private::{
    call::code,
    owned::retain::retain,
    upcall::{
        body::Owned,
        elsewhere::{self, Away, Debt, Failure, Reply, Request, Transport},
        go_error::{GoError, GoErrorKind},
        shape::Back,
    },
    wire::refusal::Refusal,
};

impl Imports {
    /// Makes a call that belongs in another process; `None` if it belongs in this one.
    pub(super) fn perform_elsewhere(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        call: &mut Call,
    ) -> Option<Result<(), GoError>> {
        if matches!(import.number, CANCEL | PULL) {
            return self.concern_elsewhere(import, call);
        }
        let Declared { shape, .. } = self.declared.get(import.number as usize)?;
        let to = if target == 0 {
            elsewhere::chosen().map(|transport| (transport, 0, 0))
        } else {
            elsewhere::value(target).map(|away| (away.transport, away.reference, away.origin))
        };
        let Some((transport, target, origin)) = to else {
            let foreign = shape.any_value(words, |reference| elsewhere::value(reference).is_some());
            return foreign.then(|| Err(import.refused("arguments", &Refusal::ForeignValue)));
        };
        if self.in_leaf() {
            return Some(Err(import.failed(GoErrorKind::Leaf)));
        }
        let reference = |here| match elsewhere::value(here) {
            Some(away) if Arc::ptr_eq(&away.transport, &transport) => Ok(away.reference),
            _ => Err(Refusal::ForeignValue),
        };
        // SAFETY: generated code has made the words for this import.
        let (body, owned) = match unsafe { shape.write(words, packed, reference) } {
            Ok(written) => written,
            Err(refusal) => return Some(Err(import.refused("arguments", &refusal))),
        };
        let (bridge, promise) = (self.contract, call.promise);
        let stream = shape.answer == Back::Stream;
        let request = Request { bridge, import: import.number, target, origin, promise, stream, body, owned };
        if promise == 0 {
            let reply = transport.call(request).unwrap_or_else(|failure| Reply::failed(&failure));
            call.accept(reply, shape.answer, &transport);
        } else {
            let debt = Debt { transport: Arc::clone(&transport), origin: 0, bridge, answer: shape.answer };
            elsewhere::owe(promise, debt);
            match transport.post(request) {
                Ok(origin) => elsewhere::owed_by(promise, origin),
                Err(failure) => {
                    elsewhere::acquit(promise);
                    call.accept(Reply::failed(&failure), shape.answer, &transport);
                }
            }
        }
        Some(if call.status == code::OK { Ok(()) } else { Err(import.answered(call)) })
    }

    /// Sends what concerns a promise to the process that owes for it.
    fn concern_elsewhere(&self, import: &Import, call: &Call) -> Option<Result<(), GoError>> {
        let owes = if import.number == CANCEL {
            elsewhere::acquit(call.promise)
        } else {
            elsewhere::debt(call.promise)
        }?;
        let about = Request::about(import.number, 0, owes.origin);
        let request = Request { bridge: owes.bridge, promise: call.promise, stream: true, ..about };
        let failed = |failure: Failure| GoError::new(import.name, failure.kind, failure.message);
        Some(owes.transport.post(request).map(drop).map_err(failed))
    }

    /// Answers a call of another process.
    pub(in crate::private) fn answer(&'static self, request: &mut Request) -> Reply {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        let owned = std::mem::take(&mut request.owned);
        let Some(Declared { import, shape }) = self.declared.get(request.import as usize) else {
            return Reply::of(code::MISSING);
        };
        let prepared = match shape.read(&request.body, owned) {
            Ok(prepared) => prepared,
            Err(refusal) => return Reply::refused(&refusal),
        };
        match self.enter(import, request.target, &prepared.words, prepared.packed, &mut call) {
            // SAFETY: the Go side has answered a call of this shape.
            Ok(()) => unsafe { call.into_reply(shape.answer) },
            Err(_) => Reply::of(code::MISSING),
        }
    }
}

impl Call {
    /// Takes the answer of another process as if it came from the Go side.
    fn accept(&mut self, reply: Reply, answer: Back, transport: &Arc<dyn Transport>) {
        self.status = reply.status;
        self.value = match (answer, reply.owned) {
            _ if reply.status != code::OK => self.take_bytes(&reply.body),
            (Back::Bytes | Back::Stream, _) => self.take_bytes(&reply.body),
            (Back::Word, _) => reply.value,
            (Back::Owned { .. }, Some(Owned::Bytes(bytes))) => retain(bytes),
            (Back::Owned { .. }, Some(Owned::Secret(bytes))) => retain(bytes),
            (Back::Owned { .. }, None) => 0,
            (Back::Value, _) => {
                let (transport, origin) = (Arc::clone(transport), reply.origin);
                elsewhere::note_value(Away { transport, reference: reply.value, origin })
            }
        };
    }
}
