//! Problems, solutions, and the tiers they are graded by.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::msgpack::{Decoder, Encoder, Sink};
use crate::{Error, Hash, Sha256};

/// How large a problem is; each tier takes a range of element counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tier {
    /// 8 to 12 elements.
    Mobile = 0,
    /// 12 to 16 elements.
    Desktop = 1,
    /// 16 to 20 elements.
    Workstation = 2,
    /// 20 to 24 elements.
    Server = 3,
    /// 24 to 32 elements.
    Cluster = 4,
}

impl Tier {
    /// Every tier, by number.
    pub const ALL: [Tier; 5] = [Tier::Mobile, Tier::Desktop, Tier::Workstation, Tier::Server, Tier::Cluster];

    /// The name in encodings, requests and vectors.
    pub const fn name(self) -> &'static str {
        match self {
            Tier::Mobile => "Mobile",
            Tier::Desktop => "Desktop",
            Tier::Workstation => "Workstation",
            Tier::Server => "Server",
            Tier::Cluster => "Cluster",
        }
    }

    /// The smallest and the largest number of elements, both allowed.
    pub const fn elements(self) -> (usize, usize) {
        match self {
            Tier::Mobile => (8, 12),
            Tier::Desktop => (12, 16),
            Tier::Workstation => (16, 20),
            Tier::Server => (20, 24),
            Tier::Cluster => (24, 32),
        }
    }

    /// The tier of that name.
    pub fn from_name(name: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == name)
    }

    /// The tier of that number (0 to 4).
    pub fn from_number(number: u64) -> Option<Tier> {
        usize::try_from(number).ok().and_then(|number| Tier::ALL.get(number)).copied()
    }
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemType {
    /// Find elements that add up to the target.
    SubsetSum,
}

impl ProblemType {
    /// The name in encodings, requests and vectors.
    pub const fn name(self) -> &'static str {
        match self {
            ProblemType::SubsetSum => "SubsetSum",
        }
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<ProblemType> {
        (name == "SubsetSum").then_some(ProblemType::SubsetSum)
    }
}

/// A subset-sum problem. Hashing does not look at the tier's range; verification does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// The kind of problem.
    pub problem_type: ProblemType,
    /// Its tier.
    pub tier: Tier,
    /// The numbers to choose from.
    pub elements: Cow<'a, [i64]>,
    /// What the chosen ones must add up to.
    pub target: i64,
    /// Seconds since 1970.
    pub timestamp: i64,
}

impl Problem<'_> {
    /// SHA-256 of the msgpack encoding. Nothing is allocated.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] when there are more than 2^32 − 1 elements.
    pub fn hash(&self) -> Result<Hash, Error> {
        let mut hasher = Sha256::new();
        self.write(&mut hasher)?;
        Ok(hasher.finish())
    }

    /// The msgpack encoding.
    ///
    /// # Errors
    /// As [`Problem::hash`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&self, sink: &mut impl Sink) -> Result<(), Error> {
        let mut encoder = Encoder::new(sink);
        encoder.map(5);
        encoder.key("problem_type");
        encoder.text(self.problem_type.name());
        encoder.key("tier");
        encoder.text(self.tier.name());
        encoder.key("elements");
        encoder.array("elements", self.elements.len())?;
        for &element in self.elements.iter() {
            encoder.signed(element);
        }
        encoder.key("target");
        encoder.signed(self.target);
        encoder.key("timestamp");
        encoder.signed(self.timestamp);
        Ok(())
    }

    /// Reads exactly what [`Problem::encode`] writes.
    ///
    /// # Errors
    /// [`Error::Encoding`] for any other bytes, [`Error::OutOfMemory`].
    pub fn decode(bytes: &[u8]) -> Result<Problem<'static>, Error> {
        let mut decoder = Decoder::new(bytes);
        decoder.map(5)?;
        decoder.key("problem_type")?;
        let problem_type = decoder.variant(ProblemType::from_name)?;
        decoder.key("tier")?;
        let tier = decoder.variant(Tier::from_name)?;
        decoder.key("elements")?;
        let elements = decoder.list(Decoder::signed)?;
        decoder.key("target")?;
        let target = decoder.signed()?;
        decoder.key("timestamp")?;
        let timestamp = decoder.signed()?;
        decoder.end()?;
        Ok(Problem { problem_type, tier, elements: Cow::Owned(elements), target, timestamp })
    }
}

/// A claimed solution: which elements to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution<'a> {
    /// Places of the chosen elements.
    pub indices: Cow<'a, [u32]>,
    /// Seconds since 1970.
    pub timestamp: i64,
}

impl Solution<'_> {
    /// SHA-256 of the msgpack encoding. Nothing is allocated.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] when there are more than 2^32 − 1 indices.
    pub fn hash(&self) -> Result<Hash, Error> {
        let mut hasher = Sha256::new();
        self.write(&mut hasher)?;
        Ok(hasher.finish())
    }

    /// The msgpack encoding.
    ///
    /// # Errors
    /// As [`Solution::hash`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&self, sink: &mut impl Sink) -> Result<(), Error> {
        let mut encoder = Encoder::new(sink);
        encoder.map(2);
        encoder.key("indices");
        encoder.array("indices", self.indices.len())?;
        for &index in self.indices.iter() {
            encoder.unsigned(index.into());
        }
        encoder.key("timestamp");
        encoder.signed(self.timestamp);
        Ok(())
    }

    /// Reads exactly what [`Solution::encode`] writes.
    ///
    /// # Errors
    /// [`Error::Encoding`] for any other bytes, [`Error::OutOfMemory`].
    pub fn decode(bytes: &[u8]) -> Result<Solution<'static>, Error> {
        let mut decoder = Decoder::new(bytes);
        decoder.map(2)?;
        decoder.key("indices")?;
        let indices = decoder.list(Decoder::index)?;
        decoder.key("timestamp")?;
        let timestamp = decoder.signed()?;
        decoder.end()?;
        Ok(Solution { indices: Cow::Owned(indices), timestamp })
    }
}
