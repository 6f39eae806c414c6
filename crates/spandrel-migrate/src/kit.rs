//! The kit: a hook that follows a plan.

use std::{
    cell::Cell,
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use spandrel::{
    GoError, GoErrorKind,
    hook::{Decision, Hook, HookCall},
};

use crate::{
    breaker::Breaker,
    candidate::Candidate,
    draw,
    plan::{Compiled, Key, Mode, Plan, PlanError, compile},
    queue::Queue,
    status::{Count, Counters, Divergence, Event, EventKind, Status},
    window::Window,
};

/// The name by which the error of a gate is known.
pub(crate) const DIVERGED: &str = "spandrel_migrate::Diverged";
const HALTED: &str = "spandrel_migrate::Halted";

/// Whether a call failed because a gate found a difference, and its policy says to abstain or to halt.
pub fn is_diverged(error: &GoError) -> bool {
    error.type_name() == DIVERGED
}

/// Whether a call failed because a gate has halted its function.
pub fn is_halted(error: &GoError) -> bool {
    error.type_name() == HALTED
}

/// A hook that follows a plan. Clones are the same kit. Its threads end with the last of them.
#[derive(Clone, Debug)]
pub struct Kit(Arc<Inner>);

type Tell<T> = Box<dyn Fn(&T) + Send + Sync>;

pub(crate) struct Inner {
    pub(crate) functions: Vec<Function>,
    by_name: HashMap<String, usize>,
    state: RwLock<Arc<State>>,
    /// Serialises changes of the state.
    change: Mutex<()>,
    pub(crate) queue: Arc<Queue>,
    pub(crate) on_divergence: Option<Tell<Divergence>>,
    on_event: Option<Tell<Event>>,
}

/// A plan that was checked, by function. It never changes.
#[derive(Debug)]
pub(crate) struct State {
    plan: Plan,
    pub(crate) policies: Vec<Compiled>,
}

/// A function that has a candidate.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) candidate: Candidate,
    pub(crate) window: Window,
    pub(crate) breaker: Breaker,
    counters: Counters,
    at: usize,
}

impl Function {
    /// Counts one more, and returns how many there are.
    pub(crate) fn count(&self, count: Count) -> u64 {
        self.counters.add(&self.name, count)
    }
}

/// What a kit is made of.
#[derive(Default)]
pub struct Builder {
    candidates: Vec<(String, Candidate)>,
    queue: Option<usize>,
    workers: Option<usize>,
    on_divergence: Option<Tell<Divergence>>,
    on_event: Option<Tell<Event>>,
}

impl Builder {
    /// Adds the candidate of a function, by its full Go name, such as `search.Words`.
    #[must_use]
    pub fn candidate(mut self, function: &str, candidate: Candidate) -> Builder {
        self.candidates.push((function.to_owned(), candidate));
        self
    }

    /// How many calls may wait for their comparison; 1024 by default. What comes when it is full is dropped, and counted.
    #[must_use]
    pub fn queue(mut self, calls: usize) -> Builder {
        self.queue = Some(calls);
        self
    }

    /// How many threads make comparisons; 2 by default.
    #[must_use]
    pub fn workers(mut self, threads: usize) -> Builder {
        self.workers = Some(threads);
        self
    }

    /// Is told of each divergence, on the thread that found it.
    #[must_use]
    pub fn on_divergence(mut self, tell: impl Fn(&Divergence) + Send + Sync + 'static) -> Builder {
        self.on_divergence = Some(Box::new(tell));
        self
    }

    /// Is told of changes: of plans, rollbacks, halts and breakers.
    #[must_use]
    pub fn on_event(mut self, tell: impl Fn(&Event) + Send + Sync + 'static) -> Builder {
        self.on_event = Some(Box::new(tell));
        self
    }

    /// Makes the kit, with its first plan.
    ///
    /// # Errors
    /// What is wrong with the plan, or the names of the candidates.
    pub fn build(self, plan: Plan) -> Result<Kit, PlanError> {
        let mut by_name = HashMap::new();
        let mut functions = Vec::new();
        for (at, (name, candidate)) in self.candidates.into_iter().enumerate() {
            if by_name.insert(name.clone(), at).is_some() {
                return Err(PlanError::TwoCandidates(name));
            }
            let (window, breaker, counters) = Default::default();
            functions.push(Function { name, candidate, window, breaker, counters, at });
        }
        let state = RwLock::new(Arc::new(checked(&functions, plan)?));
        let queue = Queue::new(self.queue.unwrap_or(1024), self.workers.unwrap_or(2).max(1));
        let (on_divergence, on_event) = (self.on_divergence, self.on_event);
        Ok(Kit(Arc::new(Inner {
            functions,
            by_name,
            state,
            change: Mutex::new(()),
            queue,
            on_divergence,
            on_event,
        })))
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("candidates", &self.candidates).finish_non_exhaustive()
    }
}

fn checked(functions: &[Function], plan: Plan) -> Result<State, PlanError> {
    let names: Vec<String> = functions.iter().map(|function| function.name.clone()).collect();
    let policies = compile(&plan, &names)?;
    Ok(State { plan, policies })
}

impl Kit {
    /// Begins to make a kit.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The kit as a hook, for [`set_hook`](spandrel::hook::set_hook).
    pub fn hook(&self) -> Arc<dyn Hook> {
        Arc::new(self.clone())
    }

    /// The plan.
    pub fn plan(&self) -> Plan {
        self.0.state().plan.clone()
    }

    /// Replaces the plan. A call follows one plan from its begin to its end: the one that was there when it began. What was rolled back
    /// or halted follows the new plan.
    ///
    /// # Errors
    /// What is wrong; the plan then stays as it was.
    pub fn set_plan(&self, plan: Plan) -> Result<(), PlanError> {
        let next = Arc::new(checked(&self.0.functions, plan)?);
        {
            let _change = self.0.change.lock().unwrap_or_else(PoisonError::into_inner);
            self.0.set_state(next);
            self.0.functions.iter().for_each(|function| function.window.clear());
        }
        self.0.tell(Event::new(EventKind::Plan, String::new(), ""));
        Ok(())
    }

    /// Turns the policy of a function off: the next call is Go's.
    ///
    /// # Errors
    /// [`PlanError::NoCandidate`] for a function without a candidate.
    pub fn roll_back(&self, function: &str, reason: &str) -> Result<(), PlanError> {
        self.0.function(function).map(|function| self.0.roll_back(function, reason))
    }

    /// Has a function follow the plan that was rolled back or halted.
    ///
    /// # Errors
    /// [`PlanError::NoCandidate`] for a function without a candidate.
    pub fn resume(&self, function: &str) -> Result<(), PlanError> {
        self.0.function(function).map(|function| self.0.resume(function))
    }

    /// What became of the calls of each function, in the order of the candidates.
    pub fn status(&self) -> Vec<Status> {
        let state = self.0.state();
        let of = |function: &Function| {
            let (policy, counted) = (&state.policies[function.at], |count| function.counters.get(count));
            Status {
                function: function.name.clone(),
                mode: policy.policy.mode,
                rolled_back: policy.rolled_back,
                halted: policy.halted,
                served: counted(Count::Served),
                fell_back: counted(Count::FellBack),
                agreed: counted(Count::Agreed),
                diverged: counted(Count::Diverged),
                dropped: counted(Count::Dropped),
                failed: counted(Count::Failed),
                abstained: counted(Count::Abstained),
                skipped: counted(Count::Skipped),
            }
        };
        self.0.functions.iter().map(of).collect()
    }

    /// Waits until the comparisons that wait are made.
    pub fn flush(&self) {
        self.0.queue.flush();
    }
}

impl Inner {
    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_state(&self, next: Arc<State>) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = next;
    }

    fn function(&self, name: &str) -> Result<&Function, PlanError> {
        let none = || {
            let names: Vec<&str> = self.functions.iter().map(|function| function.name.as_str()).collect();
            PlanError::NoCandidate(name.to_owned(), names.join(", "))
        };
        self.by_name.get(name).map(|at| &self.functions[*at]).ok_or_else(none)
    }

    /// Changes the policy of a function, and tells of it if that is a change.
    pub(crate) fn turn(&self, function: &Function, event: Event, change: impl FnOnce(&mut Compiled) -> bool) {
        let changed = {
            let _change = self.change.lock().unwrap_or_else(PoisonError::into_inner);
            let old = self.state();
            let mut next = State { plan: old.plan.clone(), policies: old.policies.clone() };
            let changed = change(&mut next.policies[function.at]);
            if changed {
                self.set_state(Arc::new(next));
            }
            changed
        };
        if changed {
            self.tell(event);
        }
    }

    pub(crate) fn tell(&self, event: Event) {
        if let Some(tell) = &self.on_event {
            tell(&event);
        }
    }

    /// Passes a call that cannot be made of its arguments alone.
    fn skip(&self, function: &Function, reason: &str) -> Decision {
        if function.count(Count::Skipped) == 1 {
            self.tell(Event::new(EventKind::Skipped, function.name.clone(), reason));
        }
        Decision::Pass
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kit").field("functions", &self.functions).finish_non_exhaustive()
    }
}

thread_local! {
    /// Whether this thread is in a candidate, whose own calls go to Go.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Runs a candidate.
pub(crate) fn inside<T>(run: impl FnOnce() -> T) -> T {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            INSIDE.set(self.0);
        }
    }
    let _before = Before(INSIDE.replace(true));
    run()
}

impl Hook for Kit {
    fn begin(&self, call: &HookCall<'_>) -> Decision {
        let kit = &self.0;
        let Some(&at) = kit.by_name.get(call.function()) else { return Decision::Pass };
        if INSIDE.get() {
            return Decision::Pass;
        }
        let state = kit.state();
        let (function, policy) = (&kit.functions[at], &state.policies[at]);
        if policy.halted {
            let message = "halted, because the implementations disagreed".to_owned();
            return Decision::Raise(GoError::of_hook(
                call.function(),
                GoErrorKind::Returned,
                HALTED,
                message,
            ));
        }
        let mode = policy.policy.mode;
        if policy.rolled_back || mode == Mode::Off {
            return Decision::Pass;
        }
        if !call.is_data() {
            return kit.skip(function, "it is a method, or takes or answers with what is not data");
        }
        if call.is_async() && mode != Mode::Shadow {
            return kit.skip(function, "it is async, and can be compared by a shadow alone");
        }
        let draw = || match policy.policy.key {
            Some(Key::Arguments) => draw::hash(&call.arguments()),
            None => draw::of_thread(),
        };
        match mode {
            Mode::Gate => kit.gate(state, at, call),
            Mode::Candidate | Mode::Fallback => kit.serve(function, policy, call),
            Mode::Shadow | Mode::Ramp => {
                let drawn = draw();
                if mode == Mode::Ramp && drawn < policy.percent {
                    kit.serve(function, policy, call)
                } else if policy.sample > 0 && draw::sampling(drawn) <= policy.sample {
                    kit.shadow(state, at, call)
                } else {
                    Decision::Pass
                }
            }
            Mode::Off => Decision::Pass,
        }
    }
}
