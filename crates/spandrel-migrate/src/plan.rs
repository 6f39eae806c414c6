//! Plans: a policy for each function. Names and meaning are those of the Go package.

use std::{collections::BTreeMap, time::Duration};

/// Says which implementation serves the calls of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Mode {
    /// Go serves, and the candidate is not called.
    #[default]
    Off,
    /// Go serves. A sample of the calls is made at the candidate too, later, and compared.
    Shadow,
    /// Both are called, and the answer is used if they agree.
    Gate,
    /// The candidate serves a share of the calls.
    Ramp,
    /// The candidate serves.
    Candidate,
    /// The candidate serves, and Go what it fails at.
    Fallback,
}

/// What a gate does with a call whose answers differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Action {
    /// It answers as Go did.
    #[default]
    Fallback,
    /// The call fails: [`is_diverged`](crate::is_diverged).
    Abstain,
    /// It fails, and so do all later calls of the function: [`is_halted`](crate::is_halted).
    Halt,
}

/// What calls are sampled and moved by, where it is not the key of the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Key {
    /// All arguments together.
    Arguments,
}

/// An implementation behind the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Core {
    /// The Go code.
    Primary,
}

/// A policy for each function.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Plan {
    /// The policy of what is not named.
    pub default: Policy,
    /// Policies by name: `search.Words`, or `Words` alone.
    pub functions: BTreeMap<String, Policy>,
}

impl Plan {
    /// A plan with one policy for all functions that have a candidate.
    pub fn new(default: Policy) -> Plan {
        Plan { default, functions: BTreeMap::new() }
    }

    /// The plan with a policy for one function.
    #[must_use]
    pub fn with(mut self, function: &str, policy: Policy) -> Plan {
        self.functions.insert(function.to_owned(), policy);
        self
    }
}

/// Says who serves the calls of a function, and what is done beside. Its parts compose: a ramp with a sample of its other calls
/// compared, Go behind it, and a rollback.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Policy {
    /// Who serves.
    #[cfg_attr(feature = "serde", serde(rename = "policy"))]
    pub mode: Mode,
    /// The percentage of the calls that Go serves which are compared off their path: of a shadow, where none is 100, and of a ramp.
    pub sample: Option<f64>,
    /// The share of a ramp, as a percentage.
    pub percent: f64,
    /// What calls are sampled and moved by; none for the key of the thread, [`with_key`](crate::with_key), or chance.
    pub key: Option<Key>,
    /// What a gate does.
    pub on_difference: Action,
    /// What a call goes to at which the candidate panics. A fallback has Go there.
    pub order: Vec<Core>,
    /// Stops calls of a candidate that panics, where Go is behind it.
    pub breaker: Breaker,
    /// Turns the policy off.
    pub rollback: Rollback,
}

/// A circuit breaker.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Breaker {
    /// After how many panics in a row the candidate is not called for a while; 0 for 5.
    pub failures: u32,
    /// How long; none for 10 seconds. After it one call at a time tries.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "duration"))]
    pub pause: Option<Duration>,
    /// How many of these must succeed; 0 for 3.
    pub probes: u32,
}

/// Says when a policy is turned off. It stays so until [`Kit::resume`](crate::Kit::resume) or another plan.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Rollback {
    /// How many divergences within the window turn it off; 0 for any number.
    pub divergences: u32,
    /// How many panics of the candidate do.
    pub errors: u32,
    /// How many calls do that took the candidate longer than `latency`.
    pub slow: u32,
    /// What counts as slow.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "duration"))]
    pub latency: Option<Duration>,
    /// The window; none for a minute.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "duration"))]
    pub within: Option<Duration>,
}

/// Reads a duration as Go writes it, such as `500ms` or `1m30s`.
#[cfg(feature = "serde")]
fn duration<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
    let text: String = serde::Deserialize::deserialize(from)?;
    humantime::parse_duration(&text).map(Some).map_err(|error| {
        serde::de::Error::custom(format!("`{text}` is not a duration such as `500ms` or `1m30s`: {error}"))
    })
}

/// What is wrong with a plan, or with the names of candidates.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A function was given two candidates.
    #[error("migrate: {0} has two candidates")]
    TwoCandidates(String),
    /// A plan names a function that has no candidate.
    #[error("migrate: the plan names {0}, which has no candidate; candidates are there for {1}")]
    NoCandidate(String, String),
    /// A plan names a function twice, or by the part of a name that two functions share.
    #[error(
        "migrate: the plan has two policies for {0}, or its name without a package is one of two functions"
    )]
    Ambiguous(String),
    /// A percentage is wrong.
    #[error("migrate: policy of {0}: sample and percent are from 0 to 100")]
    Percentage(String),
}

/// A policy that was checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) policy: Policy,
    /// Bounds of hashes.
    pub(crate) sample: u64,
    pub(crate) percent: u64,
    /// Whether Go is behind the candidate.
    pub(crate) behind: bool,
    pub(crate) rolled_back: bool,
    pub(crate) halted: bool,
}

/// Finds and checks the policies of functions, whose full names are these.
pub(crate) fn compile(plan: &Plan, names: &[String]) -> Result<Vec<Compiled>, PlanError> {
    let short = |name: &str| name.split_once('.').map_or(name, |(_, short)| short).to_owned();
    let mut chosen = vec![None; names.len()];
    for (name, policy) in &plan.functions {
        let full = names.iter().position(|full| full == name);
        let mut shorts = (0..names.len()).filter(|at| short(&names[*at]) == *name);
        let at = match (full, shorts.next()) {
            (Some(at), _) | (None, Some(at)) if shorts.next().is_none() => at,
            (None, None) => return Err(PlanError::NoCandidate(name.clone(), names.join(", "))),
            _ => return Err(PlanError::Ambiguous(name.clone())),
        };
        if chosen[at].replace(policy).is_some() {
            return Err(PlanError::Ambiguous(names[at].clone()));
        }
    }
    let checked = chosen.into_iter().zip(names).map(|(policy, name)| {
        let policy = policy.unwrap_or(&plan.default).clone();
        let sample = policy.sample.unwrap_or(if policy.mode == Mode::Shadow { 100.0 } else { 0.0 });
        if [sample, policy.percent].iter().any(|percent| !(0.0..=100.0).contains(percent)) {
            return Err(PlanError::Percentage(name.clone()));
        }
        Ok(Compiled {
            sample: crate::draw::bound(sample),
            percent: crate::draw::bound(policy.percent),
            behind: policy.mode == Mode::Fallback || !policy.order.is_empty(),
            policy,
            ..Compiled::default()
        })
    });
    checked.collect()
}
