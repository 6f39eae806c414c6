//! Work whose answer comes later, and events one after another.

use std::{
    sync::{Mutex, OnceLock, PoisonError, mpsc},
    thread,
};

type Question = (u64, Box<dyn FnOnce(u64) + Send>);

/// Has a thread answer a question: seven more than the number.
///
/// # Panics
/// If there is no thread to be had.
pub fn ask(value: u64, answer: impl FnOnce(u64) + Send + 'static) {
    static QUESTIONS: OnceLock<mpsc::Sender<Question>> = OnceLock::new();
    let questions = QUESTIONS.get_or_init(|| {
        let (sender, receiver) = mpsc::channel::<Question>();
        thread::Builder::new()
            .name("answers".to_owned())
            .spawn(move || receiver.into_iter().for_each(|(value, answer)| answer(value + 7)))
            .expect("a thread that answers");
        sender
    });
    let sent = questions.send((value, Box::new(answer)));
    assert!(sent.is_ok(), "the thread that answers has ended");
}

/// What keeps the thread that answers waiting, until it is dropped.
static WAITING: Mutex<Option<mpsc::Sender<()>>> = Mutex::new(None);

/// Has the thread that answers wait until [`release`].
pub fn hold() {
    let (sender, receiver) = mpsc::channel();
    *WAITING.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    ask(0, move |_| {
        let _ = receiver.recv();
    });
}

/// Ends what [`hold`] began.
pub fn release() {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner).take();
}

/// 64 bytes each, which count on from packet to packet.
pub fn packets(count: u64) -> impl Iterator<Item = [u8; 64]> {
    (0..count).map(|value| [value as u8; 64])
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn answers_are_retained() {
        let (sender, receiver) = mpsc::channel();
        hold();
        ask(1, move |answer| sender.send(answer).expect("somebody listens"));
        assert_eq!(receiver.recv_timeout(Duration::from_millis(20)), Err(mpsc::RecvTimeoutError::Timeout));
        release();
        assert_eq!(receiver.recv(), Ok(8));
    }

    #[test]
    fn questions_are_answered_and_packets_made() {
        let (sender, receiver) = mpsc::channel();
        for value in 0..3 {
            let sender = sender.clone();
            ask(value, move |answer| sender.send(answer).expect("somebody listens"));
        }
        assert_eq!(receiver.into_iter().take(3).sum::<u64>(), 3 + 21);
        assert_eq!(packets(3).map(|packet| crate::probe(&packet)).sum::<u64>(), 64 * 3 + 2 * 3);
    }
}
