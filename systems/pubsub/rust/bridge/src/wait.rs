use std::time::Instant;

use pubsub::wait::Wait;

/// Waits without a thread.
pub(crate) async fn until<W: Wait>(mut wait: W) -> W::Outcome {
    loop {
        let listener = wait.listen();
        if let Some(outcome) = wait.check(Instant::now()) {
            return outcome;
        }
        // Whether it was notified or is late, the next check says what there is.
        let _ = tokio::time::timeout_at(wait.deadline().into(), listener).await;
    }
}
