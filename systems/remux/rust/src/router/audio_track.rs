//! What is known of one audio track, and what its PID carried.

use super::hold::Hold;
use crate::track::Converter;
use crate::ts::packet::PACKET_SIZE;
use crate::ts::psi::{AudioCodec, STREAM_TYPE_AAC_ADTS, STREAM_TYPE_AAC_LATM};

/// What left on a PID so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// No sound.
    #[default]
    Silent,
    /// The source's own audio.
    Source,
    /// AAC that was made here.
    Aac,
}

/// Why a track passes as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reason {
    /// It does not pass, or there is nothing to convert.
    #[default]
    None,
    /// Another program, track or language was asked for.
    NotSelected,
    /// Its codec is not converted.
    Codec,
    /// No frame was found in it.
    NoFrame,
    /// It is scrambled.
    Scrambled,
    /// It left unconverted before its map came.
    NoMap,
}

impl Reason {
    /// The words of the statistics.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::NotSelected => "not selected",
            Self::Codec => "codec is not converted",
            Self::NoFrame => "no frame found",
            Self::Scrambled => "scrambled",
            Self::NoMap => "no map named it in time",
        }
    }
}

/// One audio track.
pub(super) struct Track {
    pub(super) pid: u16,
    /// What the map says; `None` for audio that no map names.
    pub(super) declared: Option<AudioCodec>,
    /// What it is: as declared, until its frames say otherwise.
    pub(super) codec: AudioCodec,
    /// Whether the configuration asks to convert it.
    pub(super) wanted: bool,
    pub(super) clock_pid: Option<u16>,
    pub(super) units: u64,
    pub(super) converter: Option<Box<Converter>>,
    pub(super) reason: Reason,
    /// Packets that may still have to leave as they came.
    pub(super) hold: Option<Box<Hold>>,
    /// Frames when last looked at, and PES packets since they grew.
    pub(super) frames: u64,
    pub(super) idle: u32,
    /// The stream's packets when the last one of this track came.
    pub(super) seen: u64,
    /// The last packet, to tell a packet sent twice from a wrapped counter.
    pub(super) last: [u8; PACKET_SIZE],
}

impl Track {
    pub(super) fn new(
        pid: u16,
        declared: Option<AudioCodec>,
        wanted: bool,
        clock_pid: Option<u16>,
        now: u64,
    ) -> Self {
        Self {
            pid,
            declared,
            codec: declared.unwrap_or(AudioCodec::Unknown),
            wanted,
            clock_pid,
            units: 0,
            converter: None,
            reason: Reason::None,
            hold: Some(Box::new(Hold::new(now))),
            frames: 0,
            idle: 0,
            seen: now,
            last: [0; PACKET_SIZE],
        }
    }

    /// Whether its packets leave as they come.
    pub(super) fn passes(&self) -> bool {
        self.converter.is_none() && self.hold.is_none()
    }

    /// The source was interrupted.
    pub(super) fn interrupted(&mut self) {
        if let Some(converter) = &mut self.converter {
            converter.broken();
        }
    }

    /// The stream type by which the map must declare it, if not by the source's.
    pub(super) fn stream_type(&self) -> Option<u8> {
        if self.converter.is_some() {
            return Some(STREAM_TYPE_AAC_ADTS);
        }
        if self.declared == Some(self.codec) {
            return None;
        }
        match self.codec {
            AudioCodec::AacAdts => Some(STREAM_TYPE_AAC_ADTS),
            AudioCodec::AacLatm => Some(STREAM_TYPE_AAC_LATM),
            _ => None,
        }
    }
}
