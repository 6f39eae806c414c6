//! `coinjecture-bench`: measures the core beside its peers and prints one JSON object in the shape
//! of the benchmark results, `{"suite":…,"machine":…,"rows":[…]}`.
//!
//!     coinjecture-bench [GROUP...]
//!     coinjecture-bench --version
//!
//! Without names every group is measured. A hash that differs from the core's ends the run.

mod groups;
mod heap;
mod measure;
mod peers;
mod worker;

use std::io::Write;
use std::process::{Command, ExitCode};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if wanted == ["--version"] {
        let printed = writeln!(std::io::stdout(), "coinjecture-bench {}", coinjecture::VERSION);
        return if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if let [flag, group] = &wanted[..]
        && flag == worker::SERVE
    {
        return match (coinjecture::init(), groups::ours(group)) {
            (Ok(_), Some(ours)) => worker::serve(ours),
            (Err(error), _) => failed(&error.to_string()),
            (_, None) => failed(&format!("{group} has no work for a kernel alone")),
        };
    }
    let known = |name: &String| groups::GROUPS.iter().any(|group| group.0 == name);
    if let Some(unknown) = wanted.iter().find(|name| !known(name)) {
        let names: Vec<&str> = groups::GROUPS.iter().map(|group| group.0).collect();
        eprintln!("coinjecture-bench: no group {unknown}; there are {}", names.join(" "));
        return ExitCode::from(2);
    }
    if let Err(error) = coinjecture::init() {
        return failed(&error.to_string());
    }
    let load = first_word("/proc/loadavg");
    let mut rows = Vec::new();
    for (group, run, rounds) in groups::GROUPS {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == group) {
            continue;
        }
        for row in run(rounds) {
            eprintln!(
                "{group:16} {:16} {:>14.1} ns (least {:>14.1})  {:>6.2}x {}",
                row.name, row.ns, row.least_ns, row.speedup, row.base
            );
            rows.push(format!(
                r#"{{"group":"{group}","name":"{}","base":"{}","ns":{:.2},"least_ns":{:.2},"speedup":{:.3},"allocs":{},"bytes":{},"rounds":{}}}"#,
                row.name, row.base, row.ns, row.least_ns, row.speedup, row.allocations, row.bytes, row.rounds
            ));
        }
    }
    let printed = writeln!(
        std::io::stdout(),
        "{{\"suite\":\"consensus\",\"machine\":{{\"cpu\":\"{}\",\"cores\":{},\"rustc\":\"{}\",\"load\":{load}}},\"rows\":[\n{}\n]}}",
        processor(),
        std::thread::available_parallelism().map_or(1, |cores| cores.get()),
        compiler(),
        rows.join(",\n")
    );
    if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("coinjecture-bench: {why}");
    ExitCode::FAILURE
}

fn first_word(path: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.split_whitespace().next().unwrap_or("0").to_owned()
}

fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("model name"))
        .and_then(|rest| rest.split_once(':'))
        .map_or("unknown", |(_, name)| name.trim())
        .to_owned()
}

fn compiler() -> String {
    Command::new("rustc")
        .arg("--version")
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .and_then(|text| text.split_whitespace().nth(1).map(str::to_owned))
        .unwrap_or_else(|| "unknown".to_owned())
}
