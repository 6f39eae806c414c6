// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[repr(C)]
    pub struct Sample {
        pub at: ::core::primitive::u64,
        pub level: ::core::primitive::f32,
    }
    pub struct Line {
        pub number: ::core::primitive::u32,
        pub text: ::std::string::String,
    }
    #[derive(Debug)]
    pub enum ReadError {
        /// line {number} is damaged
        Damaged { number: ::core::primitive::u32 },
    }
    ::spandrel::__async_required!();
    #[cfg(panic = "abort")]
    compile_error!(
        "spandrel: this profile has panic = \"abort\", so that a panic would end the Go program\n\
             hint: set panic = \"unwind\" in the profile"
    );
    #[allow(
        clippy::all,
        clippy::pedantic,
        deprecated,
        missing_docs,
        unreachable_pub,
        non_snake_case,
        non_camel_case_types,
        reason = "written by spandrel, with names that follow those of the bridge"
    )]
    const _: () = {
        use ::spandrel::private as __spandrel;
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawSample {
            at: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            level: <::core::primitive::f32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawSample > () == 16usize &&
            ::std::mem::align_of:: < SpandrelRawSample > () == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSample, at) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSample, level) == 8usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Sample {
            type Raw = SpandrelRawSample;
            const IN_PLACE: bool = true
                && <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::f32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::f32 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawSample) -> Result<Self, __spandrel::Refusal> {
                Ok(Sample {
                    at: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.at)?,
                    level: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.level)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawSample, __spandrel::Refusal> {
                Ok(SpandrelRawSample {
                    at: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.at)?,
                    level: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.level)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Sample {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.at, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.level, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Sample {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::f32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Sample {
                    at: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    level: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Line {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.number, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.text, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Line {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::std::string::String as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Line {
                    number: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    text: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl ::std::fmt::Display for ReadError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    ReadError::Damaged { number: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "line {} is damaged", field0)
                    }
                }
            }
        }
        impl ::std::error::Error for ReadError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for ReadError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    ReadError::Damaged { number: field0 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Object for super::File {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "streams.File";
        }
        #[unsafe(export_name = "spandrel2__streams__count")]
        pub extern "C" fn call_count(
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("end", &reason))?;
                __spandrel::plain_stream::<
                    SpandrelBridge,
                    _,
                    ::core::primitive::u32,
                    __spandrel::Never,
                >(
                    "streams.Count",
                    {
                        let _context = __spandrel::context();
                        super::count(arg0)
                    },
                    Ok,
                )
            })
        }
        #[unsafe(export_name = "spandrel2__streams__packets")]
        pub extern "C" fn call_packets(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("source", &reason))?;
                __spandrel::plain_stream::<
                    SpandrelBridge,
                    _,
                    [::core::primitive::u8; 188usize],
                    __spandrel::Never,
                >(
                    "streams.Packets",
                    {
                        let _context = __spandrel::context();
                        super::packets(&*arg0)
                    },
                    Ok,
                )
            })
        }
        #[unsafe(export_name = "spandrel2__streams__samples")]
        pub extern "C" fn call_samples(
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("open", &reason))?;
                let arg1 = <::core::primitive::bool as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("read", &reason))?;
                let arg2 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg2)
                    .map_err(|reason| __spandrel::Fault::refused("item", &reason))?;
                __spandrel::plain_stream::<
                    SpandrelBridge,
                    _,
                    Sample,
                    ReadError,
                >(
                    "streams.Samples",
                    {
                        let _context = __spandrel::context();
                        super::samples(arg0, arg1, arg2)
                    },
                    |item| item,
                )
            })
        }
        #[unsafe(export_name = "spandrel2__streams__File_open")]
        pub extern "C" fn call_File_open(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("path", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::File::open(&*arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::File> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__streams__File_lines")]
        pub extern "C" fn call_File_lines(
            handle: u64,
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("words", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::with_shared::<
                    super::File,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::stream::<
                            SpandrelBridge,
                            _,
                            Line,
                            __spandrel::Never,
                        >(
                            "streams.File.Lines",
                            {
                                let _context = __spandrel::context();
                                super::File::lines(this, arg0)
                            },
                            Ok,
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__streams__File_words")]
        pub extern "C" fn call_File_words(handle: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_exclusive::<
                    super::File,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::stream::<
                            SpandrelBridge,
                            _,
                            ::std::string::String,
                            ReadError,
                        >(
                            "streams.File.Words",
                            {
                                let _context = __spandrel::context();
                                super::File::words(this)
                            },
                            |item| item,
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__streams__both")]
        pub extern "C" fn call_both(arg0: u64, arg1: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_shared::<
                    super::File,
                    _,
                >(
                    arg1,
                    |arg1| {
                        __spandrel::with_shared::<
                            super::File,
                            _,
                        >(
                            arg0,
                            |arg0| {
                                __spandrel::stream::<
                                    SpandrelBridge,
                                    _,
                                    ::std::string::String,
                                    __spandrel::Never,
                                >(
                                    "streams.Both",
                                    {
                                        let _context = __spandrel::context();
                                        super::both(arg0, arg1)
                                    },
                                    Ok,
                                )
                            },
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__streams___completed")]
        pub extern "C" fn completed() -> *const () {
            __spandrel::completed()
        }
        #[unsafe(export_name = "spandrel2__streams___listen")]
        pub extern "C" fn listen(wanted: u8) -> u64 {
            __spandrel::listen(wanted)
        }
        #[unsafe(export_name = "spandrel2__streams___pull")]
        pub unsafe extern "C" fn pull(
            stream: u64,
            waiter: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe { __spandrel::pull(stream, waiter, scratch, scratch_capacity) }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_streams_archive_is_stale__run_spandrel_build__b800c782c517f8af"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__streams___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage streams\nrecord Sample { at: u64, level: f32 }\nrecord Line { number: u32, text: String }\nerror ReadError { Damaged { number: u32 } }\nobject File\nrust count(end: u32) -> impl Stream<Item = u32>\nrust packets(source: &str) -> impl Stream<Item = [u8; 188]>\nrust samples(open: u32, read: bool, item: u8) -> impl Stream<Item = Result<Sample, ReadError>>\nrust File::open(path: &str) -> File\nrust File::lines(&self, words: Vec<String>) -> impl Stream<Item = Line>\nrust File::words(&mut self) -> impl Stream<Item = Result<String, ReadError>>\nrust both(a: &File, b: &File) -> impl Stream<Item = String>\nsignatures 9fce45a15428dfff\n",
            )
        }
        #[unsafe(export_name = "spandrel2__streams___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__streams___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__streams___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
