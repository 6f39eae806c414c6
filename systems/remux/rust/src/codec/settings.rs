//! Choices about the sound that several decoders know.

/// Which compression of a stream's dynamic range is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DynamicRange {
    /// None: the full range.
    Off,
    /// That for listening at home, as the stream has it.
    #[default]
    Line,
    /// The strong one for small loudspeakers and late hours, where the stream has it.
    Heavy,
}

/// How two channels are made of more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Downmix {
    /// For two loudspeakers or headphones, with the levels that the stream names.
    #[default]
    LoRo,
    /// For a matrix decoder behind: the surround channels in opposite phase.
    LtRt,
}
