//! Futures of async functions that Go implements.

use std::future::poll_fn;

use super::promise::{Handed, Promise};
use crate::private::{
    call::frame::LeafWord,
    owned::retain::Retain,
    upcall::{
        call::{Call, Import, Imports},
        go_error::GoError,
        go_value::GoValue,
    },
    wire::{Decode, plain::Plain, refusal::Refusal},
};

/// A call that Go has begun and answers later. Dropping it cancels the context of the Go function.
pub struct Begun(pub(super) Promise);

impl Imports {
    /// Begins a call. The arguments are read by Go before this returns, and not retained.
    pub fn begin(
        &'static self,
        import: &'static Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<Begun, GoError> {
        Promise::begin(self, import, target, words, packed).map(Begun)
    }
}

impl Begun {
    /// Waits for nothing but the end.
    pub async fn nothing(self) -> Result<(), GoError> {
        self.answered().await.map(drop)
    }

    /// Waits for plain data of one word.
    pub async fn word<B, T>(self) -> Result<T, GoError>
    where
        T: Plain<B>,
        T::Raw: LeafWord,
    {
        let (call, import) = self.answered().await?;
        call.word(import)
    }

    /// Waits for plain data.
    pub async fn plain<B, T: Plain<B>>(self) -> Result<T, GoError> {
        let (call, import) = self.answered().await?;
        call.plain(import)
    }

    /// Waits for bytes.
    pub async fn bytes(self) -> Result<Vec<u8>, GoError> {
        let (call, _) = self.answered().await?;
        Ok(call.into_bytes())
    }

    /// Waits for text.
    pub async fn text(self) -> Result<String, GoError> {
        let (call, import) = self.answered().await?;
        call.text(import)
    }

    /// Waits for an encoded value.
    pub async fn packed<B, T: Decode<B>>(self) -> Result<T, GoError> {
        let (call, import) = self.answered().await?;
        call.packed(import)
    }

    /// Waits for a Go value.
    pub async fn value(self) -> Result<GoValue, GoError> {
        let import = self.0.import;
        match self.handed().await? {
            Handed::Value(value) => Ok(value),
            _ => Err(import.refused("result", &Refusal::Truncated)),
        }
    }

    /// Waits for memory with an owner.
    pub async fn retained<T: Retain>(self) -> Result<T, GoError> {
        let import = self.0.import;
        match self.handed().await? {
            Handed::Block(block) => import.retained(block),
            _ => Err(import.refused("result", &Refusal::Truncated)),
        }
    }

    async fn answered(self) -> Result<(Call, &'static Import), GoError> {
        let import = self.0.import;
        self.answer().await.map(|(call, _)| (call, import))
    }

    async fn handed(self) -> Result<Handed, GoError> {
        self.answer().await.map(|(_, handed)| handed)
    }

    async fn answer(mut self) -> Result<(Call, Handed), GoError> {
        let answer = poll_fn(|context| self.0.poll(context)).await;
        self.0.close();
        answer
    }
}
