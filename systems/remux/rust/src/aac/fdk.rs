//! The Fraunhofer FDK AAC encoder (vendored C++ by fdk-aac-sys).

use std::ffi::{c_int, c_void};
use std::ptr;

use fdk_aac_sys as sys;

use super::{Encoder, EncoderConfig, EncoderError};

/// Order of input channels: 1 is the WAV order (left, right, centre, LFE, surround).
const WAV_ORDER: u32 = 1;
const CONSTANT_BITRATE: u32 = 0;
const ADTS: u32 = 2;
const AAC_LC: u32 = 2;

/// One encoder instance.
pub struct FdkEncoder {
    handle: sys::HANDLE_AACENCODER,
    channels: usize,
    frame_length: usize,
    delay: usize,
    max_frame: usize,
}

// SAFETY: the handle is owned by this value alone, the library keeps no thread-local state, and every call
// that touches the instance takes `&mut self`, so moving it to another thread is moving plain memory.
unsafe impl Send for FdkEncoder {}
// SAFETY: `&self` methods read only the Rust fields copied at construction, never the instance behind the
// handle.
unsafe impl Sync for FdkEncoder {}

impl FdkEncoder {
    /// Opens and configures an encoder.
    pub fn new(config: EncoderConfig) -> Result<Self, EncoderError> {
        let mut handle = ptr::null_mut();
        // SAFETY: `handle` is a valid place for the new handle; 0x01 asks for the AAC module alone.
        let code = unsafe { sys::aacEncOpen(&mut handle, 0x01, config.channels as u32) };
        check("opening the AAC encoder", code)?;
        let mut encoder = Self { handle, channels: config.channels, frame_length: 0, delay: 0, max_frame: 0 };
        let mode = match config.channels {
            1 => sys::CHANNEL_MODE_MODE_1,
            2 => sys::CHANNEL_MODE_MODE_2,
            _ => sys::CHANNEL_MODE_MODE_1_2_2_1,
        };
        for (step, parameter, value) in [
            ("choosing AAC-LC", sys::AACENC_PARAM_AACENC_AOT, AAC_LC),
            ("setting the sample rate", sys::AACENC_PARAM_AACENC_SAMPLERATE, config.sample_rate),
            ("setting the channel layout", sys::AACENC_PARAM_AACENC_CHANNELMODE, mode as u32),
            ("setting the channel order", sys::AACENC_PARAM_AACENC_CHANNELORDER, WAV_ORDER),
            ("choosing constant bit rate", sys::AACENC_PARAM_AACENC_BITRATEMODE, CONSTANT_BITRATE),
            ("setting the bit rate", sys::AACENC_PARAM_AACENC_BITRATE, config.bitrate),
            ("choosing ADTS", sys::AACENC_PARAM_AACENC_TRANSMUX, ADTS),
            ("setting the afterburner", sys::AACENC_PARAM_AACENC_AFTERBURNER, u32::from(config.afterburner)),
        ] {
            // SAFETY: the handle came from aacEncOpen and is closed only in drop.
            check(step, unsafe { sys::aacEncoder_SetParam(encoder.handle, parameter, value) })?;
        }
        // SAFETY: null descriptors are the documented way to apply the parameters without encoding.
        let code = unsafe {
            sys::aacEncEncode(encoder.handle, ptr::null(), ptr::null(), ptr::null(), ptr::null_mut())
        };
        check("applying the encoder parameters", code)?;
        // SAFETY: the struct is plain old data for which all zeroes is a valid value.
        let mut info: sys::AACENC_InfoStruct = unsafe { std::mem::zeroed() };
        // SAFETY: both pointers are valid for the call; the library fills `info`.
        check("reading the encoder's delay", unsafe { sys::aacEncInfo(encoder.handle, &mut info) })?;
        encoder.frame_length = info.frameLength as usize;
        encoder.delay = info.nDelay as usize;
        encoder.max_frame = info.maxOutBufBytes as usize;
        Ok(encoder)
    }
}

impl Encoder for FdkEncoder {
    fn frame_length(&self) -> usize {
        self.frame_length
    }

    fn delay(&self) -> usize {
        self.delay
    }

    fn encode(&mut self, pcm: &[i16], out: &mut Vec<u8>) -> Result<(), EncoderError> {
        if pcm.len() != self.frame_length * self.channels {
            return Err(EncoderError {
                step: "encoding a block of the wrong length",
                code: pcm.len() as u32,
            });
        }
        let start = out.len();
        out.resize(start + self.max_frame, 0);
        let mut input = pcm.as_ptr().cast_mut().cast::<c_void>();
        let (mut input_id, mut input_size, mut input_element) =
            (sys::AACENC_BufferIdentifier_IN_AUDIO_DATA as c_int, size_of_val(pcm) as c_int, 2);
        let input_buffers = descriptor(&mut input, &mut input_id, &mut input_size, &mut input_element);
        let mut output = out[start..].as_mut_ptr().cast::<c_void>();
        let (mut output_id, mut output_size, mut output_element) =
            (sys::AACENC_BufferIdentifier_OUT_BITSTREAM_DATA as c_int, self.max_frame as c_int, 1);
        let output_buffers = descriptor(&mut output, &mut output_id, &mut output_size, &mut output_element);
        let arguments = sys::AACENC_InArgs { numInSamples: pcm.len() as c_int, numAncBytes: 0 };
        let mut results =
            sys::AACENC_OutArgs { numOutBytes: 0, numInSamples: 0, numAncBytes: 0, bitResState: 0 };
        // SAFETY: the descriptors point at locals and at `pcm` (only read by the library, whose type lacks
        // `const`) and `out`, all alive and of the sizes given until the call returns; nothing is retained.
        let code = unsafe {
            sys::aacEncEncode(self.handle, &input_buffers, &output_buffers, &arguments, &mut results)
        };
        let written = usize::try_from(results.numOutBytes).unwrap_or(0).min(self.max_frame);
        out.truncate(start + written);
        check("encoding", code)?;
        if written == 0 || results.numInSamples != arguments.numInSamples {
            return Err(EncoderError { step: "encoding a whole block", code: results.numInSamples as u32 });
        }
        Ok(())
    }
}

impl Drop for FdkEncoder {
    fn drop(&mut self) {
        // SAFETY: the handle is valid and this is its only close.
        unsafe { sys::aacEncClose(&mut self.handle) };
    }
}

fn descriptor(
    buffer: &mut *mut c_void,
    identifier: &mut c_int,
    size: &mut c_int,
    element: &mut c_int,
) -> sys::AACENC_BufDesc {
    sys::AACENC_BufDesc {
        numBufs: 1,
        bufs: buffer,
        bufferIdentifiers: identifier,
        bufSizes: size,
        bufElSizes: element,
    }
}

fn check(step: &'static str, code: sys::AACENC_ERROR) -> Result<(), EncoderError> {
    if code == sys::AACENC_ERROR_AACENC_OK { Ok(()) } else { Err(EncoderError { step, code }) }
}
