// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    pub(super) use super::core::Stats;
    pub(super) use super::core::Programme as Show;
    /// An own type beside adopted ones.
    #[derive(Clone, Debug)]
    pub struct Report {
        pub shows: ::std::vec::Vec<Show>,
        pub loudest: Level,
    }
    pub(super) use super::core::Level;
    pub(super) use super::core::Track;
    pub use std::cmp::Ordering;
    pub(super) use super::core::Failure;
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0xf0b1b523c6099ef2_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "adopted.Publish",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Packed,
                            __spandrel::Pass::Items(
                                ::core::mem::size_of::<
                                    <Stats as __spandrel::Plain<SpandrelBridge>>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Bytes,
                    },
                },
            ],
        )
    };
    pub fn publish(
        report: Report,
        stats: &[Stats],
    ) -> ::std::result::Result<Track, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (report, stats);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 0u64,
            name: "adopted.Publish",
        };
        let call = || {
            let mut packed = __spandrel::Writer::new();
            __spandrel::Encode::<SpandrelBridge>::encode(&arg0, &mut packed);
            let raw1 = IMPORT.slice::<SpandrelBridge, Stats>("stats", &arg1)?;
            let [raw1, len1] = raw1.memory();
            let packed = IMPORT.packed(packed)?;
            let words: [u64; 2usize] = [raw1, len1];
            SPANDREL_IMPORTS.packed::<SpandrelBridge, Track>(&IMPORT, 0, &words, &packed)
        };
        call()
    }
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
        pub struct SpandrelRawStats {
            bytes: <[::core::primitive::u64; 2usize] as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            packets: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            level: <Level as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawStats > () == 24usize &&
            ::std::mem::align_of:: < SpandrelRawStats > () == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawStats, bytes) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawStats, packets) == 16usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawStats, level) == 20usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Stats {
            type Raw = SpandrelRawStats;
            const IN_PLACE: bool = true
                && <[::core::primitive::u64; 2usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE && <Level as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && ::std::mem::size_of::<Stats>() == 24usize
                && ::std::mem::align_of::<Stats>() == 8usize
                && ::std::mem::offset_of!(Stats, bytes) == 0usize
                && ::std::mem::offset_of!(Stats, packets) == 16usize
                && ::std::mem::offset_of!(Stats, level) == 20usize;
            const ANY: bool = true
                && <[::core::primitive::u64; 2usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::ANY
                && <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <Level as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawStats) -> Result<Self, __spandrel::Refusal> {
                Ok(Stats {
                    bytes: __spandrel::Adopted::<
                        [::core::primitive::u64; 2usize],
                    >::made(__spandrel::Plain::<SpandrelBridge>::from_raw(raw.bytes)?),
                    packets: __spandrel::Adopted::<
                        ::core::primitive::u32,
                    >::made(__spandrel::Plain::<SpandrelBridge>::from_raw(raw.packets)?),
                    level: __spandrel::Adopted::<
                        Level,
                    >::made(__spandrel::Plain::<SpandrelBridge>::from_raw(raw.level)?),
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawStats, __spandrel::Refusal> {
                let field0 = &(*self).bytes;
                let field1 = &(*self).packets;
                let field2 = &(*self).level;
                Ok(SpandrelRawStats {
                    bytes: __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                        __spandrel::Adopted::<
                            [::core::primitive::u64; 2usize],
                        >::seen(field0),
                    )?,
                    packets: __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                        __spandrel::Adopted::<::core::primitive::u32>::seen(field1),
                    )?,
                    level: __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(__spandrel::Adopted::<Level>::seen(field2))?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Stats {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let field0 = &(*self).bytes;
                let field1 = &(*self).packets;
                let field2 = &(*self).level;
                __spandrel::Encode::<
                    SpandrelBridge,
                >::encode(
                    __spandrel::Adopted::<
                        [::core::primitive::u64; 2usize],
                    >::seen(field0),
                    writer,
                );
                __spandrel::Encode::<
                    SpandrelBridge,
                >::encode(
                    __spandrel::Adopted::<::core::primitive::u32>::seen(field1),
                    writer,
                );
                __spandrel::Encode::<
                    SpandrelBridge,
                >::encode(__spandrel::Adopted::<Level>::seen(field2), writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Stats {
            const MIN_SIZE: usize = 0
                + <[::core::primitive::u64; 2usize] as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE + <Level as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Stats {
                    bytes: __spandrel::Adopted::<
                        [::core::primitive::u64; 2usize],
                    >::made(__spandrel::Decode::<SpandrelBridge>::decode(reader)?),
                    packets: __spandrel::Adopted::<
                        ::core::primitive::u32,
                    >::made(__spandrel::Decode::<SpandrelBridge>::decode(reader)?),
                    level: __spandrel::Adopted::<
                        Level,
                    >::made(__spandrel::Decode::<SpandrelBridge>::decode(reader)?),
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Show {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let field0 = &(*self).name;
                let field1 = &(*self).stats;
                let field2 = &(*self).tracks;
                __spandrel::Encode::<
                    SpandrelBridge,
                >::encode(
                    __spandrel::Adopted::<::std::string::String>::seen(field0),
                    writer,
                );
                __spandrel::Encode::<
                    SpandrelBridge,
                >::encode(
                    __spandrel::Adopted::<::std::option::Option<Stats>>::seen(field1),
                    writer,
                );
                __spandrel::Encode::<
                    SpandrelBridge,
                >::encode(
                    __spandrel::Adopted::<::std::vec::Vec<Track>>::seen(field2),
                    writer,
                );
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Show {
            const MIN_SIZE: usize = 0
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    Stats,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::vec::Vec<
                    Track,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Show {
                    name: __spandrel::Adopted::<
                        ::std::string::String,
                    >::made(__spandrel::Decode::<SpandrelBridge>::decode(reader)?),
                    stats: __spandrel::Adopted::<
                        ::std::option::Option<Stats>,
                    >::made(__spandrel::Decode::<SpandrelBridge>::decode(reader)?),
                    tracks: __spandrel::Adopted::<
                        ::std::vec::Vec<Track>,
                    >::made(__spandrel::Decode::<SpandrelBridge>::decode(reader)?),
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Report {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.shows, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.loudest, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Report {
            const MIN_SIZE: usize = 0
                + <::std::vec::Vec<Show> as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <Level as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Report {
                    shows: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    loudest: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        const _: () = ::std::assert!(
            Level::Quiet as i128 == 1,
            "`Level::Quiet` is not 1, as this bridge says: write `Quiet = …` with its value"
        );
        const _: () = ::std::assert!(
            Level::Loud as i128 == 2,
            "`Level::Loud` is not 2, as this bridge says: write `Loud = …` with its value"
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Level {
            type Raw = i32;
            const IN_PLACE: bool = false;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    1 => Ok(Level::Quiet),
                    2 => Ok(Level::Loud),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Level",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Level::Quiet => 1,
                        Level::Loud => 2,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Level {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Level {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Level {
            const MIN_SIZE: usize = 4;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                __spandrel::Plain::<
                    SpandrelBridge,
                >::from_raw(__spandrel::Decode::<SpandrelBridge>::decode(reader)?)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Track {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Track::Silent => {
                        writer.variant(0u32);
                    }
                    Track::Audio(field0, field1, ..) => {
                        writer.variant(1u32);
                        __spandrel::Encode::<
                            SpandrelBridge,
                        >::encode(
                            __spandrel::Adopted::<::core::primitive::u16>::seen(field0),
                            writer,
                        );
                        __spandrel::Encode::<
                            SpandrelBridge,
                        >::encode(
                            __spandrel::Adopted::<::std::string::String>::seen(field1),
                            writer,
                        );
                    }
                    Track::Text { language: field0, .. } => {
                        writer.variant(2u32);
                        __spandrel::Encode::<
                            SpandrelBridge,
                        >::encode(
                            __spandrel::Adopted::<::std::string::String>::seen(field0),
                            writer,
                        );
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Track {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => Track::Silent,
                        1u32 => {
                            Track::Audio(
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            )
                        }
                        2u32 => {
                            Track::Text {
                                language: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Track",
                                value,
                            });
                        }
                    },
                )
            }
        }
        const _: () = ::std::assert!(
            Ordering::Less as i128 == - 1,
            "`Ordering::Less` is not -1, as this bridge says: write `Less = …` with its value"
        );
        const _: () = ::std::assert!(
            Ordering::Equal as i128 == 0,
            "`Ordering::Equal` is not 0, as this bridge says: write `Equal = …` with its value"
        );
        const _: () = ::std::assert!(
            Ordering::Greater as i128 == 1,
            "`Ordering::Greater` is not 1, as this bridge says: write `Greater = …` with its value"
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Ordering {
            type Raw = i32;
            const IN_PLACE: bool = false;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    -1 => Ok(Ordering::Less),
                    0 => Ok(Ordering::Equal),
                    1 => Ok(Ordering::Greater),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Ordering",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Ordering::Less => -1,
                        Ordering::Equal => 0,
                        Ordering::Greater => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Ordering {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Ordering {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Ordering {
            const MIN_SIZE: usize = 4;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                __spandrel::Plain::<
                    SpandrelBridge,
                >::from_raw(__spandrel::Decode::<SpandrelBridge>::decode(reader)?)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Failure {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = __spandrel::AdoptedError::message(self);
                match self {
                    Failure::NoProgramme { name: field0, .. } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<
                            SpandrelBridge,
                        >::encode(
                            __spandrel::Adopted::<::std::string::String>::seen(field0),
                            writer,
                        );
                    }
                    Failure::Ended => {
                        writer.variant(1u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Failure {
            const MIN_SIZE: usize = 12;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                let variant = reader.variant()?;
                let _message = <::std::string::String as __spandrel::Decode<
                    SpandrelBridge,
                >>::decode(reader)?;
                Ok(
                    match variant {
                        0u32 => {
                            Failure::NoProgramme {
                                name: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        1u32 => Failure::Ended,
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Failure",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError<SpandrelBridge> for Failure {
            const PACKAGE: &'static str = "adopted";
            const NUMBER: u8 = 0u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        #[unsafe(export_name = "spandrel2__adopted__find")]
        pub extern "C" fn call_find(
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                Ok(
                    {
                        let returned = __spandrel::Returns(super::find(&*arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<::std::result::Result<Show, Failure>> = returned;
                        answer
                    }
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?,
                )
            };
            unsafe {
                __spandrel::answer_packed::<
                    SpandrelBridge,
                    _,
                >(scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__adopted__merged")]
        pub extern "C" fn call_merged(
            arg0: *const <Stats as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg0_len: u64,
        ) -> __spandrel::FrameOf<<Stats as __spandrel::Plain<SpandrelBridge>>::Raw> {
            __spandrel::answer_plain::<
                SpandrelBridge,
                Stats,
            >(|| {
                let arg0 = unsafe {
                    __spandrel::slice::<SpandrelBridge, Stats>(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("stats", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::merged(&*arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Stats> = returned;
                    answer
                })
            })
        }
        #[unsafe(export_name = "spandrel2__adopted__ordered")]
        pub extern "C" fn call_ordered(
            arg0: __spandrel::ByValue<<Stats as __spandrel::Plain<SpandrelBridge>>::Raw>,
            arg1: __spandrel::ByValue<<Stats as __spandrel::Plain<SpandrelBridge>>::Raw>,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <Stats as __spandrel::Plain<SpandrelBridge>>::from_raw(arg0.0)
                    .map_err(|reason| __spandrel::Fault::refused("first", &reason))?;
                let arg1 = <Stats as __spandrel::Plain<SpandrelBridge>>::from_raw(arg1.0)
                    .map_err(|reason| __spandrel::Fault::refused("second", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::ordered(arg0, arg1),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<Ordering> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__adopted__summed")]
        pub extern "C" fn call_summed(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<Show>>()
                    .map_err(|reason| __spandrel::Fault::refused("shows", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::summed(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Report> = returned;
                    answer
                })
            };
            unsafe {
                __spandrel::answer_packed::<
                    SpandrelBridge,
                    _,
                >(scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__adopted___words_merged")]
        pub unsafe extern "C" fn words_call_merged(
            arg0: u64,
            arg0_len: u64,
            ok: u64,
        ) -> __spandrel::Frame {
            unsafe {
                let answer = call_merged(
                    arg0 as *const <Stats as __spandrel::Plain<SpandrelBridge>>::Raw,
                    arg0_len,
                );
                *(ok as *mut <Stats as __spandrel::Plain<SpandrelBridge>>::Raw) = answer
                    .ok
                    .assume_init();
                answer.frame
            }
        }
        #[unsafe(export_name = "spandrel2__adopted___words_ordered")]
        pub unsafe extern "C" fn words_call_ordered(
            arg0: u64,
            arg1: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call_ordered(
                    __spandrel::ByValue(
                        *(arg0
                            as *const <Stats as __spandrel::Plain<SpandrelBridge>>::Raw),
                    ),
                    __spandrel::ByValue(
                        *(arg1
                            as *const <Stats as __spandrel::Plain<SpandrelBridge>>::Raw),
                    ),
                )
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_adopted_archive_is_stale__run_spandrel_build__f0b1b523c6099ef2"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__adopted___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage adopted\nrecord Stats { bytes: [u64; 2], packets: u32, level: Level }\nrecord Show { name: String, stats: Option<Stats>, tracks: Vec<Track> }\nrecord Report { shows: Vec<Show>, loudest: Level }\nenum Level { Quiet = 1, Loud = 2 }\nenum Track { Silent, Audio { _0: u16, _1: String }, Text { language: String } }\nenum Ordering { Less = -1, Equal = 0, Greater = 1 }\nerror Failure { NoProgramme { name: String }, Ended }\nrust find(name: &str) -> Result<Show, Failure>\nrust merged(stats: &[Stats]) -> Stats\nrust ordered(first: Stats, second: Stats) -> Ordering\nrust summed(shows: Vec<Show>) -> Report\ngo publish(report: Report, stats: &[Stats]) -> Result<Track>\nsignatures ef689a417d241483\n",
            )
        }
        #[unsafe(export_name = "spandrel2__adopted___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__adopted___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__adopted___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__adopted___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__adopted___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__adopted___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__adopted___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
