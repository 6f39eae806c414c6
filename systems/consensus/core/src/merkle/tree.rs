//! A tree that keeps its nodes, for leaves that come and change one by one.

use super::{Hash, Rule, Vec, empty_root, leaf_hash, parent, parent_of_odd};
use crate::Error;

/// All levels of a Merkle tree. A leaf that is added or changed costs one hash a level; what lies
/// beside its way to the root is not touched. The root is the one that [`root`](super::root) gives
/// for the same leaves.
///
/// ```
/// use coinjecture::{Rule, merkle, sha256};
///
/// let mut tree = merkle::Tree::new(Rule::Promote);
/// for text in [b"a", b"b", b"c"] {
///     tree.push(&sha256(text))?;
/// }
/// tree.set(1, &sha256(b"d"))?;
/// let leaves = [sha256(b"a"), sha256(b"d"), sha256(b"c")];
/// assert_eq!(tree.root(), merkle::root(Rule::Promote, &leaves, &mut Vec::new())?);
/// # Ok::<(), coinjecture::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tree {
    rule: Rule,
    /// From the leaves up; the last level has one node, unless there are no leaves.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree without leaves.
    pub fn new(rule: Rule) -> Tree {
        Tree { rule, levels: Vec::new() }
    }

    /// The number of leaves. A block that uses `Promote` or `Duplicate` commits to it.
    pub fn len(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// Whether there are no leaves.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The root; under [`Rule::Rfc6962`] leaves are leaf data of 32 bytes.
    pub fn root(&self) -> Hash {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or_else(|| empty_root(self.rule))
    }

    /// Adds a leaf at the end.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the tree cannot grow; it is then as before.
    pub fn push(&mut self, leaf: &Hash) -> Result<(), Error> {
        let index = self.len();
        self.reserve(index + 1)?;
        let node = self.node(leaf);
        self.put(0, index, node);
        self.mend(index);
        Ok(())
    }

    /// Changes a leaf.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] when there is no leaf of that index.
    pub fn set(&mut self, index: usize, leaf: &Hash) -> Result<(), Error> {
        if index >= self.len() {
            return Err(Error::invalid("index", "must be below the number of leaves"));
        }
        self.levels[0][index] = self.node(leaf);
        self.mend(index);
        Ok(())
    }

    fn node(&self, leaf: &Hash) -> Hash {
        match self.rule {
            Rule::Promote | Rule::Duplicate => *leaf,
            Rule::Rfc6962 => leaf_hash(leaf),
        }
    }

    /// Makes room for `count` leaves and what stands above them.
    fn reserve(&mut self, count: usize) -> Result<(), Error> {
        let mut width = count;
        let mut level = 0;
        loop {
            if level == self.levels.len() {
                self.levels.try_reserve(1).map_err(|_| Error::OutOfMemory { bytes: 32 })?;
                self.levels.push(Vec::new());
            }
            let nodes = &mut self.levels[level];
            let more = width.saturating_sub(nodes.len());
            if nodes.try_reserve(more).is_err() {
                self.levels.retain(|level| !level.is_empty());
                return Err(Error::OutOfMemory { bytes: more.saturating_mul(32) });
            }
            if width <= 1 {
                return Ok(());
            }
            width = width.div_ceil(2);
            level += 1;
        }
    }

    /// Writes a node, which is there or comes next.
    fn put(&mut self, level: usize, index: usize, node: Hash) {
        let nodes = &mut self.levels[level];
        match nodes.get_mut(index) {
            Some(place) => *place = node,
            None => nodes.push(node),
        }
    }

    /// Computes the nodes above a leaf.
    fn mend(&mut self, mut index: usize) {
        let mut level = 0;
        while self.levels[level].len() > 1 {
            index /= 2;
            let below = &self.levels[level];
            let left = below[2 * index];
            let node = match below.get(2 * index + 1) {
                Some(right) => parent(self.rule, &left, right),
                None => parent_of_odd(self.rule, left),
            };
            level += 1;
            self.put(level, index, node);
        }
    }
}
