//! What a PID carries, by its content.

use crate::codec::identify::identify;
use crate::ts::pes::{EsBuffer, PesReader};
use crate::ts::psi::AudioCodec;

/// Elementary bytes among which frames must be found; of more, the older half goes.
const MOST: usize = 32 << 10;
/// Bytes up to which every packet is followed by a search.
const EAGER: usize = 8 << 10;

/// Reads PES packets until their frames tell the codec.
pub(crate) struct Probe {
    reader: PesReader,
    es: EsBuffer,
}

impl Probe {
    pub(crate) fn new() -> Self {
        Self { reader: PesReader::new(), es: EsBuffer::default() }
    }

    /// Takes the payload of one packet; the codec as soon as it is certain.
    pub(crate) fn push(&mut self, payload: &[u8], unit_start: bool) -> Option<AudioCodec> {
        self.reader.push(payload, unit_start, &mut self.es);
        let waiting = self.es.data().len();
        if waiting > MOST {
            self.es.consume(MOST / 2);
        }
        if waiting > EAGER && !unit_start {
            return None;
        }
        identify(self.es.data(), self.es.marked_at(self.es.position()))
    }

    /// Packets are missing before the next one.
    pub(crate) fn interrupt(&mut self) {
        self.reader.interrupt();
        self.es.skip_lost(0);
    }
}
