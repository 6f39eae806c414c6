//! Comparisons: on the path of the caller by a gate, off it by a shadow.

use std::{sync::Arc, time::Instant};

use spandrel::{
    GoError, GoErrorKind,
    hook::{Arguments, Decision, HookCall, Outcome, Verdict},
};

use crate::{
    compare::{Difference, End, compare},
    kit::{DIVERGED, Function, Inner, State, inside},
    plan::{Action, Compiled},
    status::{Count, Divergence},
    window::Trouble,
};

impl Inner {
    /// Has both called, and the answer used if they agree. The call follows the plan that it began with.
    pub(crate) fn gate(self: &Arc<Self>, state: Arc<State>, at: usize, call: &HookCall<'_>) -> Decision {
        let (kit, arguments) = (Arc::clone(self), call.retained());
        Decision::Judge(Box::new(move |outcome| {
            kit.judge(&kit.functions[at], &state.policies[at], &arguments, outcome)
        }))
    }

    fn judge(
        &self,
        function: &Function,
        policy: &Compiled,
        arguments: &Arguments,
        outcome: &Outcome<'_>,
    ) -> Verdict {
        let Some(own) = End::of(outcome) else { return Verdict::Keep };
        let Some(difference) = self.asked(function, policy, arguments, &own) else { return Verdict::Keep };
        let action = policy.policy.on_difference;
        if action == Action::Fallback {
            return Verdict::Keep;
        }
        if action == Action::Halt {
            self.halt(function, &difference.to_string());
        }
        function.count(Count::Abstained);
        let message = format!("the implementations disagree: {difference}");
        Verdict::Raise(GoError::of_hook(arguments.function(), GoErrorKind::Returned, DIVERGED, message))
    }

    /// Has Go answer, and the candidate later. The call that is compared is one that Go has answered already.
    pub(crate) fn shadow(self: &Arc<Self>, state: Arc<State>, at: usize, call: &HookCall<'_>) -> Decision {
        let (kit, arguments) = (Arc::clone(self), call.retained());
        Decision::Watch(Box::new(move |outcome| {
            let Some(own) = End::of(outcome) else { return };
            let later = Arc::clone(&kit);
            let job = move || {
                later.asked(&later.functions[at], &state.policies[at], &arguments, &own);
            };
            if !kit.queue.add(Box::new(job)) {
                kit.functions[at].count(Count::Dropped);
            }
        }))
    }

    /// Calls the candidate, and tells where it differs from Go.
    fn asked(
        &self,
        function: &Function,
        policy: &Compiled,
        arguments: &Arguments,
        own: &End,
    ) -> Option<Difference> {
        let theirs = self.made(function, policy, arguments);
        let Some(difference) = compare(&function.candidate, own, &theirs) else {
            function.count(Count::Agreed);
            return None;
        };
        function.count(Count::Diverged);
        if let Some(tell) = &self.on_divergence {
            let arguments = arguments.as_bytes().to_vec();
            tell(&Divergence { function: function.name.clone(), arguments, difference: difference.clone() });
        }
        self.note(function, policy, Trouble::Divergence);
        Some(difference)
    }

    /// Calls the candidate. A panic is an end.
    pub(crate) fn made(&self, function: &Function, policy: &Compiled, arguments: &Arguments) -> End {
        let begun = policy.policy.rollback.latency.map(|_| Instant::now());
        let end = inside(|| End::made(&function.candidate, arguments));
        self.timed(function, policy, begun);
        if matches!(end, End::Panicked(_)) {
            function.count(Count::Failed);
            self.note(function, policy, Trouble::Failure);
        }
        end
    }
}
