//! AAC in LATM and HE-AAC (SBR, parametric stereo), decoded by the decoder of the Fraunhofer FDK (vendored C++ by
//! fdk-aac-sys): players know AAC-LC in ADTS everywhere, these not.
//!
//! What a frame holds is known only once it is decoded: SBR doubles the rate and parametric stereo the channels
//! without a word in the header. So a frame is decoded when it is found.

use std::ptr;

use fdk_aac_sys as sys;

use super::identify::{adts_length, latm_length};
pub use super::packing::Packing;
use super::packing::Unpacker;
use super::{AudioDecoder, Found, FrameFormat};

/// Samples in all channels of the longest frame: 2048 in 8 channels.
const MOST: usize = 2048 * 8;

/// Concealment without a delay.
const NOISE: i32 = 1;

/// The decoder.
pub struct Aac {
    unpacker: Unpacker,
    /// The description of the stream that the library has.
    config: Vec<u8>,
    /// Channels of the output at most, and at least if more than two.
    channels: i32,
    /// Null until the first frame: many streams are announced and never come.
    handle: sys::HANDLE_AACDECODER,
    pcm: Vec<i16>,
    format: Option<FrameFormat>,
    /// Whether `pcm` holds the frame that was found last.
    whole: bool,
    locked: bool,
}

// SAFETY: the handle is owned by this value alone, the library keeps no thread-local state, and every call that
// touches the instance takes `&mut self`, so moving it to another thread is moving plain memory.
unsafe impl Send for Aac {}
// SAFETY: no method takes `&self`.
unsafe impl Sync for Aac {}

impl Aac {
    /// A decoder that has seen nothing yet, with 2 or 6 channels of output.
    pub fn new(packing: Packing, channels: u8) -> Self {
        Self {
            unpacker: Unpacker::new(packing),
            config: Vec::new(),
            channels: i32::from(channels),
            handle: ptr::null_mut(),
            pcm: Vec::new(),
            format: None,
            whole: false,
            locked: false,
        }
    }

    fn open(&mut self) -> bool {
        if !self.handle.is_null() {
            return true;
        }
        // SAFETY: opening has no preconditions.
        self.handle = unsafe { sys::aacDecoder_Open(sys::TRANSPORT_TYPE_TT_MP4_RAW, 1) };
        if self.handle.is_null() {
            return false;
        }
        self.pcm = vec![0; MOST];
        let least = if self.channels > 2 { self.channels } else { 0 };
        for (parameter, value) in [
            // Both would delay the sound. What is lost is made up for elsewhere.
            (sys::AACDEC_PARAM_AAC_PCM_LIMITER_ENABLE, 0),
            (sys::AACDEC_PARAM_AAC_CONCEAL_METHOD, NOISE),
            (sys::AACDEC_PARAM_AAC_PCM_MAX_OUTPUT_CHANNELS, self.channels),
            (sys::AACDEC_PARAM_AAC_PCM_MIN_OUTPUT_CHANNELS, least),
        ] {
            // SAFETY: the handle was opened above and is closed only in drop.
            unsafe { sys::aacDecoder_SetParam(self.handle, parameter, value) };
        }
        true
    }

    /// Decodes a frame into `pcm`; `None` when it is damaged.
    fn run(&mut self, frame: &[u8]) -> Option<FrameFormat> {
        if !self.open() {
            return None;
        }
        self.unpacker.unpack(frame)?;
        if self.config != self.unpacker.config() {
            self.config.clear();
            self.config.extend_from_slice(self.unpacker.config());
            let (mut config, length) = (self.config.as_mut_ptr(), self.config.len() as sys::UINT);
            // SAFETY: both point at values that live during the call; the library copies what it needs.
            let code = unsafe { sys::aacDecoder_ConfigRaw(self.handle, &mut config, &length) };
            if code != sys::AAC_DECODER_ERROR_AAC_DEC_OK {
                self.config.clear();
                return None;
            }
        }
        let raw = self.unpacker.raw();
        let mut data = raw.as_ptr().cast_mut();
        let size = raw.len() as sys::UINT;
        let mut left = size;
        // SAFETY: `data` and `size` describe `raw`, which the library only reads and copies during the call.
        let filled = unsafe { sys::aacDecoder_Fill(self.handle, &mut data, &size, &mut left) };
        if filled != sys::AAC_DECODER_ERROR_AAC_DEC_OK {
            return None;
        }
        // SAFETY: the library writes at most the number of samples given, which is the length of `pcm`.
        let code = unsafe {
            sys::aacDecoder_DecodeFrame(self.handle, self.pcm.as_mut_ptr(), self.pcm.len() as sys::INT, 0)
        };
        if code != sys::AAC_DECODER_ERROR_AAC_DEC_OK {
            // What is left of the frame would be taken for the beginning of the next.
            // SAFETY: as in `open`.
            unsafe { sys::aacDecoder_SetParam(self.handle, sys::AACDEC_PARAM_AAC_TPDEC_CLEAR_BUFFER, 1) };
            return None;
        }
        // SAFETY: the library returns a pointer into the instance, valid until the next call, or null.
        let info = unsafe { sys::aacDecoder_GetStreamInfo(self.handle).as_ref() }?;
        let (samples, channels) = (info.frameSize as usize, info.numChannels as usize);
        if samples * channels > MOST || !matches!(channels, 1 | 2 | 6) || info.sampleRate <= 0 {
            return None;
        }
        let codec = match (info.sampleRate != info.aacSampleRate, self.unpacker.packing()) {
            (true, _) => "aac_he",
            (false, Packing::Latm) => "aac_latm",
            (false, Packing::Adts) => "aac",
        };
        Some(FrameFormat {
            length: frame.len(),
            samples,
            sample_rate: info.sampleRate as u32,
            channels,
            dual: false,
            codec,
        })
    }
}

impl AudioDecoder for Aac {
    fn find(&mut self, data: &[u8], marked: &dyn Fn(usize) -> bool) -> Found {
        let mut at = 0;
        while at < data.len() {
            let rest = &data[at..];
            // Too short for any header.
            if rest.len() < 7 {
                return Found::NeedMore { skip: at };
            }
            let Some(length) = packed_length(self.unpacker.packing(), rest) else {
                self.locked = false;
                at += 1;
                continue;
            };
            if rest.len() < length {
                return Found::NeedMore { skip: at };
            }
            if !self.locked && !marked(at) {
                // Only a frame behind it confirms this one.
                if rest.len() < length + 7 {
                    return Found::NeedMore { skip: at };
                }
                if packed_length(self.unpacker.packing(), &rest[length..]).is_none() {
                    at += 1;
                    continue;
                }
            }
            self.locked = true;
            let found = self.run(&rest[..length]);
            self.whole = found.is_some();
            self.format = found.or(self.format);
            match self.format {
                Some(format) => return Found::Frame { skip: at, format: FrameFormat { length, ..format } },
                // Its settings have not come yet.
                None => at += length,
            }
        }
        Found::NeedMore { skip: at.min(data.len()) }
    }

    fn decode(&mut self, _frame: &[u8], format: &FrameFormat, pcm: &mut [f32]) -> bool {
        let count = format.samples * format.channels;
        let (Some(to), Some(from)) = (pcm.get_mut(..count), self.pcm.get(..count)) else { return false };
        to.iter_mut().zip(from).for_each(|(to, from)| *to = f32::from(*from) / 32_768.0);
        std::mem::take(&mut self.whole)
    }

    fn interrupt(&mut self) {
        self.locked = false;
    }
}

fn packed_length(packing: Packing, data: &[u8]) -> Option<usize> {
    match packing {
        Packing::Adts => adts_length(data),
        Packing::Latm => latm_length(data),
    }
}

impl Drop for Aac {
    fn drop(&mut self) {
        if !self.handle.is_null() {
            // SAFETY: the handle is valid and this is its only close.
            unsafe { sys::aacDecoder_Close(self.handle) };
        }
    }
}
