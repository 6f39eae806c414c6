//! Hooks around calls into Go.
//!
//! A hook sees each call that Rust makes of a function in `extern "Go"`, whether it goes into this process or to a worker: the
//! function, its encoded arguments, the answer or the error, and how long it took. It may answer in place of Go.
//!
//! ```
//! use std::sync::Arc;
//!
//! use spandrel::hook::{Decision, Hook, HookCall, set_hook};
//!
//! /// Says which calls are slow.
//! struct Slow;
//!
//! impl Hook for Slow {
//!     fn begin(&self, call: &HookCall<'_>) -> Decision {
//!         let function = call.function();
//!         Decision::Watch(Box::new(move |outcome| {
//!             if outcome.took().as_millis() > 100 {
//!                 eprintln!("{function} took {:?}", outcome.took());
//!             }
//!         }))
//!     }
//! }
//!
//! set_hook(Some(Arc::new(Slow)));
//! ```
//!
//! With the features `tracing` and `metrics`, `Spans` and `Metrics` are ready to use.

pub use crate::private::{Arguments, Decision, Hook, HookCall, Judge, Outcome, Verdict, Watch, set_hook};

/// A span of `tracing` for each call, of level info and target `spandrel`, from the call to its end: `function`, and `error` if
/// it fails. What runs within the call is not inside of it.
#[cfg(feature = "tracing")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Spans;

#[cfg(feature = "tracing")]
impl Hook for Spans {
    fn begin(&self, call: &HookCall<'_>) -> Decision {
        let function = call.function();
        let span =
            tracing::info_span!(target: "spandrel", "go_call", function, error = tracing::field::Empty);
        if span.is_disabled() {
            return Decision::Pass;
        }
        Decision::Watch(Box::new(move |outcome| match outcome.error() {
            Some(error) => drop(span.record("error", tracing::field::display(error))),
            None if outcome.is_cancelled() => drop(span.record("error", "cancelled")),
            None => {}
        }))
    }
}

/// For `metrics`: the counter `spandrel_go_calls_total` by `function` and `outcome` (`ok`, `cancelled`, or the kind of the error, such as
/// `returned`), and the histogram `spandrel_go_call_seconds` by `function`.
#[cfg(feature = "metrics")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Metrics;

#[cfg(feature = "metrics")]
impl Hook for Metrics {
    fn begin(&self, call: &HookCall<'_>) -> Decision {
        let function = call.function();
        Decision::Watch(Box::new(move |outcome| {
            let ended = match outcome.error() {
                Some(error) => format!("{:?}", error.kind()).to_lowercase(),
                None if outcome.is_cancelled() => "cancelled".to_owned(),
                None => "ok".to_owned(),
            };
            metrics::counter!("spandrel_go_calls_total", "function" => function, "outcome" => ended)
                .increment(1);
            metrics::histogram!("spandrel_go_call_seconds", "function" => function)
                .record(outcome.took().as_secs_f64());
        }))
    }
}
