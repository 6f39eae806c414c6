//! Plans as they are read: the keys are those of the Go package.

#![cfg(feature = "serde")]

use std::time::Duration;

use spandrel_migrate::{Action, Core, Key, Mode, Plan};

#[test]
fn a_plan_is_read_with_the_keys_of_the_go_package() {
    let plan: Plan = serde_json::from_str(
        r#"{
            "default": {"policy": "off"},
            "functions": {
                "Words": {"policy": "ramp", "percent": 10, "key": "arguments", "order": ["primary"],
                    "breaker": {"failures": 2, "pause": "1m30s", "probes": 1},
                    "rollback": {"divergences": 1, "slow": 3, "latency": "500ms", "within": "5m"}},
                "Index": {"policy": "gate", "on_difference": "abstain", "sample": 0.5}
            }
        }"#,
    )
    .unwrap();
    let (words, index) = (&plan.functions["Words"], &plan.functions["Index"]);
    assert_eq!((words.mode, words.percent, words.key), (Mode::Ramp, 10.0, Some(Key::Arguments)));
    assert_eq!(
        (words.order.as_slice(), words.breaker.pause),
        ([Core::Primary].as_slice(), Some(Duration::from_secs(90)))
    );
    assert_eq!(words.rollback.latency, Some(Duration::from_millis(500)));
    assert_eq!((index.mode, index.on_difference, index.sample), (Mode::Gate, Action::Abstain, Some(0.5)));
    for (wrong, said) in [
        (r#"{"functions": {"Words": {"polcy": "ramp"}}}"#, "unknown field `polcy`"),
        (r#"{"default": {"policy": "shade"}}"#, "unknown variant `shade`"),
        (r#"{"default": {"timeout": "1s"}}"#, "unknown field `timeout`"),
        (r#"{"default": {"rollback": {"within": "soon"}}}"#, "`soon` is not a duration such as `500ms`"),
    ] {
        let error = serde_json::from_str::<Plan>(wrong).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
