//! Ends on their way to Go.

use std::cell::Cell;

use super::{message::Message, receiver::Receiver, sender::Sender};
use crate::{
    memory::Memory,
    merging::{self, Many},
    shape::PAGE,
    writing::Writing,
};

/// For generated code: an end that is an argument of a call into Go. Go takes it while the call is made. One that nobody took is
/// closed.
#[derive(Debug)]
pub struct Transfer {
    /// 0 once Go has it.
    number: Cell<u64>,
}

impl Transfer {
    /// The word for the call: where the number stands. Go reads it, and writes 0.
    pub fn word(&self) -> u64 {
        self.number.as_ptr().expose_provenance() as u64
    }
}

impl<T: Message + ?Sized> From<Sender<T>> for Transfer {
    fn from(end: Sender<T>) -> Transfer {
        Transfer { number: Cell::new(end.into_raw()) }
    }
}

impl<T: Message + ?Sized> From<Receiver<T>> for Transfer {
    fn from(end: Receiver<T>) -> Transfer {
        Transfer { number: Cell::new(end.into_raw()) }
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        let number = self.number.get();
        if number != 0 {
            // SAFETY: `into_raw` has returned it, and nobody has taken it.
            unsafe { close(number) };
        }
    }
}

/// Closes the end of a number.
///
/// # Safety
/// `into_raw` of an end has returned the number, and nobody else has it.
unsafe fn close(number: u64) {
    if number.is_multiple_of(PAGE) {
        // SAFETY: the number has a reference, which the caller transfers.
        return Writing::new(unsafe { Memory::from_raw(number) }).close();
    }
    // SAFETY: likewise.
    let mut reading = unsafe { merging::attach(number) };
    if reading.memory.merges() {
        return Many::new(reading.memory).close();
    }
    let solo = reading.memory.solo();
    reading.close(solo);
}

#[cfg(test)]
mod tests {
    use super::Transfer;
    use crate::{Config, Error, broadcast, channel};

    /// Both ends of a ring that never reach Go close it, and what was written before is read.
    #[test]
    fn issue_an_end_that_nobody_took_is_closed() {
        let (mut tx, mut rx) = channel::<[u8]>(Config::new()).expect("a ring");
        tx.put(b"first").expect("room");
        drop(Transfer::from(tx));
        assert_eq!(rx.batch().expect("what was written").next(), Some(b"first".as_slice()));
        assert!(matches!(rx.batch().map(|_| ()), Err(Error::Closed)));

        let (mut tx, rx) = channel::<u64>(Config::new()).expect("a ring");
        drop(Transfer::from(rx));
        assert!(matches!(tx.send(1), Err(Error::Closed)));

        let (mut tx, source) = broadcast::<u64>(Config::new().messages(1)).expect("a ring");
        let reader = source.reader().expect("a reader");
        tx.send(1).expect("room");
        drop(Transfer::from(reader));
        // A writer would wait for a reader that is still there.
        tx.send(2).expect("room");
    }

    /// What Go has taken is not closed.
    #[test]
    fn an_end_that_was_taken_stays_open() {
        let (mut tx, rx) = channel::<u64>(Config::new()).expect("a ring");
        let transfer = Transfer::from(rx);
        let taken = transfer.number.take();
        drop(transfer);
        tx.send(1).expect("room");
        // SAFETY: taken above.
        unsafe { super::close(taken) };
        assert!(matches!(tx.send(2), Err(Error::Closed)));
    }
}
