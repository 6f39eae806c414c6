// The code behind the bridge of objects.md.

pub struct Index {
    limit: u64,
    lines: Vec<String>,
}

impl Index {
    fn open(limit: u64) -> Index {
        Index { limit, lines: Vec::new() }
    }

    fn push(&mut self, line: &str) {
        if line.len() as u64 <= self.limit {
            self.lines.push(line.to_owned());
        }
    }

    fn lines(&self) -> u64 {
        self.lines.len() as u64
    }

    fn merge(&mut self, other: &Index) {
        self.lines.extend_from_slice(&other.lines);
    }

    fn copy(&self) -> Index {
        Index { limit: self.limit, lines: self.lines.clone() }
    }
}

fn common(first: &Index, second: &Index) -> u64 {
    first.lines.iter().filter(|line| second.lines.contains(line)).count() as u64
}
