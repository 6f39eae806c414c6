//! Calls that the candidate answers.

use std::sync::Arc;

use spandrel::{
    GoError, GoErrorKind,
    hook::{Decision, HookCall},
};

use crate::{
    compare::End,
    kit::{Function, Inner},
    plan::Compiled,
    status::{Count, Event},
};

impl Inner {
    /// Has the candidate answer, and Go if it panics and the policy says so.
    pub(crate) fn serve(
        self: &Arc<Self>,
        function: &Function,
        policy: &Compiled,
        call: &HookCall<'_>,
    ) -> Decision {
        if policy.behind && !function.breaker.allows() {
            function.count(Count::FellBack);
            return Decision::Pass;
        }
        let end = self.made(function, policy, &call.retained());
        if policy.behind {
            let ok = !matches!(end, End::Panicked(_));
            if let Some(kind) = function.breaker.done(ok, &policy.policy.breaker) {
                self.tell(Event::new(kind, function.name.clone(), ""));
            }
            if !ok {
                function.count(Count::FellBack);
                return Decision::Pass;
            }
        }
        function.count(Count::Served);
        match end {
            End::Answered(answer) => Decision::Answer(answer),
            End::Failed(error) => Decision::Raise(error),
            End::Panicked(message) => {
                let message = format!("the candidate in Rust: {message}");
                Decision::Raise(GoError::of_hook(call.function(), GoErrorKind::Panicked, "", message))
            }
        }
    }
}
