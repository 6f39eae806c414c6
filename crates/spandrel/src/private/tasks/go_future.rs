//! Futures of async functions that Go implements.

use std::future::poll_fn;

use super::promise::Promise;
use crate::{
    GoError,
    private::{
        frame::LeafWord,
        imports::{Call, Import, Imports},
        plain::Plain,
        wire::Decode,
    },
};

/// A call that Go has begun and answers later. Dropping it cancels the context of the Go function.
pub struct Begun(pub(super) Promise);

impl Imports {
    /// Begins a call. The arguments are read by Go before this returns, and not kept.
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
        self.answer().await.map(drop)
    }

    /// Waits for plain data of one word.
    pub async fn word<T>(self) -> Result<T, GoError>
    where
        T: Plain,
        T::Raw: LeafWord,
    {
        let (call, import) = self.answer().await?;
        call.word(import)
    }

    /// Waits for plain data.
    pub async fn plain<T: Plain>(self) -> Result<T, GoError> {
        let (call, import) = self.answer().await?;
        call.plain(import)
    }

    /// Waits for bytes.
    pub async fn bytes(self) -> Result<Vec<u8>, GoError> {
        let (call, _) = self.answer().await?;
        Ok(call.into_bytes())
    }

    /// Waits for text.
    pub async fn text(self) -> Result<String, GoError> {
        let (call, import) = self.answer().await?;
        call.text(import)
    }

    /// Waits for an encoded value.
    pub async fn packed<T: Decode>(self) -> Result<T, GoError> {
        let (call, import) = self.answer().await?;
        call.packed(import)
    }

    async fn answer(mut self) -> Result<(Call, &'static Import), GoError> {
        let import = self.0.import;
        let answered =
            poll_fn(|context| self.0.poll(context).map(|answered| answered.map(|call| (call, import))));
        let answered = answered.await;
        self.0.close();
        answered
    }
}
