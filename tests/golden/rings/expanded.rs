// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// A measurement.
    #[derive(Clone, Copy, Debug)]
    #[repr(C)]
    pub struct Sample {
        pub at: ::core::primitive::u64,
        pub place: Place,
        pub on: ::core::primitive::bool,
        pub row: [::core::primitive::f32; 3usize],
    }
    /// Where it was taken.
    #[derive(Clone, Copy, Debug)]
    #[repr(C)]
    pub struct Place {
        pub x: ::core::primitive::i32,
        pub y: ::core::primitive::i16,
    }
    #[derive(Debug)]
    pub enum Error {
        /// the meter is off
        Off,
    }
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0x6cf2c42cc98cff83_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "rings.Display.Show",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Ring, __spandrel::Pass::Items(1)],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 1u64,
                        name: "rings.Copy",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Ring, __spandrel::Pass::Ring],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 2u64,
                        name: "rings.Sum",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Ring],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 3u64,
                        name: "rings.Lines",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Ring],
                        answer: __spandrel::Back::Stream,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 4u64,
                        name: "rings.Publish",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Ring],
                        answer: __spandrel::Back::Word,
                    },
                },
            ],
        )
    };
    ::spandrel::__ring_glue! {
        #[doc = " Copies one to the other."] #[track_caller] pub fn copy(from :
        ::spandrel::ring::Reader < [::core::primitive::u8] >, to :
        ::spandrel::ring::Sender < [::core::primitive::u8] >) -> () { use
        ::spandrel::private as __spandrel; let (arg0, arg1,) = (from, to,); const IMPORT
        : __spandrel::Import = __spandrel::Import { number : 1u64, name : "rings.Copy" };
        let call = || { let raw0 = ::spandrel::ring::Transfer::from(arg0); let raw1 =
        ::spandrel::ring::Transfer::from(arg1); let words : [u64; 2usize] = [raw0.word(),
        raw1.word()]; SPANDREL_IMPORTS.nothing(& IMPORT, 0, & words, & []) };
        ::spandrel::GoError::or_raise(call()) }
    }
    ::spandrel::__ring_glue! {
        #[doc = " Adds up, and answers behind the last one."] pub async fn sum(numbers :
        ::spandrel::ring::Receiver < ::core::primitive::u32 >) -> ::std::result::Result <
        ::core::primitive::u64, ::spandrel::GoError > { use ::spandrel::private as
        __spandrel; let (arg0,) = (numbers,); let begun = { const IMPORT :
        __spandrel::Import = __spandrel::Import { number : 2u64, name : "rings.Sum" };
        let call = || { let raw0 = ::spandrel::ring::Transfer::from(arg0); let words :
        [u64; 1usize] = [raw0.word()]; SPANDREL_IMPORTS.begin(& IMPORT, 0, & words, & [])
        }; call() }; let answer = match begun { Ok(begun) => begun.word:: <
        SpandrelBridge, ::core::primitive::u64 > (). await, Err(error) => Err(error), };
        answer }
    }
    ::spandrel::__ring_glue! {
        #[doc = " What of it is text."] pub fn lines(log : ::spandrel::ring::Receiver <
        [::core::primitive::u8] >) -> impl ::spandrel::Stream < Item =
        ::std::result::Result < ::std::string::String, ::spandrel::GoError >> +
        ::core::marker::Send + ::core::marker::Unpin + use < > { use ::spandrel::private
        as __spandrel; let (arg0,) = (log,); const IMPORT : __spandrel::Import =
        __spandrel::Import { number : 3u64, name : "rings.Lines" }; let call = || { let
        raw0 = ::spandrel::ring::Transfer::from(arg0); let words : [u64; 1usize] = [raw0
        .word()]; SPANDREL_IMPORTS.begin(& IMPORT, 0, & words, & []) };
        __spandrel::GoStream:: < ::std::string::String > ::packed:: < SpandrelBridge >
        (call()) }
    }
    ::spandrel::__ring_glue! {
        #[doc = " Writes for everybody."] pub fn publish(to : ::spandrel::ring::Writer <
        [Place; 4usize] >) -> ::std::result::Result < ::core::primitive::u32,
        ::spandrel::GoError > { use ::spandrel::private as __spandrel; let (arg0,) =
        (to,); const IMPORT : __spandrel::Import = __spandrel::Import { number : 4u64,
        name : "rings.Publish" }; let call = || { let raw0 =
        ::spandrel::ring::Transfer::from(arg0); let words : [u64; 1usize] = [raw0
        .word()]; SPANDREL_IMPORTS.word:: < SpandrelBridge, ::core::primitive::u32 > (&
        IMPORT, 0, & words, & []) }; call() }
    }
    #[derive(Debug)]
    pub struct Display {
        value: ::spandrel::private::GoValue,
    }
    impl Display {
        ::spandrel::__ring_glue! {
            #[doc = " Shows what is measured."] pub fn show(& self, samples :
            ::spandrel::ring::Receiver < Sample >, title : & str) ->
            ::std::result::Result < (), ::spandrel::GoError > { use ::spandrel::private
            as __spandrel; let (arg0, arg1,) = (samples, title,); const IMPORT :
            __spandrel::Import = __spandrel::Import { number : 0u64, name :
            "rings.Display.Show" }; let call = || { let raw0 =
            ::spandrel::ring::Transfer::from(arg0); let [raw1, len1] =
            __spandrel::memory(arg1.as_bytes()); let words : [u64; 3usize] = [raw0
            .word(), raw1, len1]; SPANDREL_IMPORTS.nothing(& IMPORT, self.value
            .reference(), & words, & []) }; call() }
        }
    }
    ::spandrel::__async_required!();
    ::spandrel::__ring_required!();
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
            place: <Place as __spandrel::Plain<SpandrelBridge>>::Raw,
            on: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
            row: <[::core::primitive::f32; 3usize] as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawSample > () == 32usize &&
            ::std::mem::align_of:: < SpandrelRawSample > () == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSample, at) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSample, place) == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSample, on) == 16usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSample, row) == 20usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Sample {
            type Raw = SpandrelRawSample;
            const IN_PLACE: bool = true
                && <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE && <Place as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && <::core::primitive::bool as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <[::core::primitive::f32; 3usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <Place as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::ANY
                && <[::core::primitive::f32; 3usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawSample) -> Result<Self, __spandrel::Refusal> {
                Ok(Sample {
                    at: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.at)?,
                    place: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.place)?,
                    on: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.on)?,
                    row: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.row)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawSample, __spandrel::Refusal> {
                Ok(SpandrelRawSample {
                    at: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.at)?,
                    place: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.place)?,
                    on: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.on)?,
                    row: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.row)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Sample {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.at, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.place, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.on, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.row, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Sample {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE + <Place as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::bool as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <[::core::primitive::f32; 3usize] as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Sample {
                    at: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    place: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    on: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    row: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPlace {
            x: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            y: <::core::primitive::i16 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPlace > () == 8usize &&
            ::std::mem::align_of:: < SpandrelRawPlace > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPlace, x) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPlace, y) == 4usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Place {
            type Raw = SpandrelRawPlace;
            const IN_PLACE: bool = true
                && <::core::primitive::i32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::i16 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::i16 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawPlace) -> Result<Self, __spandrel::Refusal> {
                Ok(Place {
                    x: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.x)?,
                    y: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.y)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawPlace, __spandrel::Refusal> {
                Ok(SpandrelRawPlace {
                    x: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.x)?,
                    y: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.y)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Place {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.x, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.y, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Place {
            const MIN_SIZE: usize = 0
                + <::core::primitive::i32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::i16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Place {
                    x: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    y: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl ::std::fmt::Display for Error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Error::Off => ::std::write!(f, "the meter is off"),
                }
            }
        }
        impl ::std::error::Error for Error {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Error {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    Error::Off => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Error {
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
                        0u32 => Error::Off,
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Error",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError for Error {
            const PACKAGE: &'static str = "rings";
            const NUMBER: u8 = 0u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        ::spandrel::__ring_glue! {
            const _ : () = ::std::assert!(::std::mem::size_of:: < Sample > () == 32usize
            && ::std::mem::align_of:: < Sample > () == 8usize); const _ : () =
            ::std::assert!(::std::mem::offset_of!(Sample, at) == 0usize); const _ : () =
            ::std::assert!(::std::mem::offset_of!(Sample, place) == 8usize); const _ : ()
            = ::std::assert!(::std::mem::offset_of!(Sample, on) == 16usize); const _ : ()
            = ::std::assert!(::std::mem::offset_of!(Sample, row) == 20usize); unsafe impl
            ::spandrel::ring::Plain for Sample { const ANY : bool = true && <
            ::core::primitive::u64 as ::spandrel::ring::Plain > ::ANY && < Place as
            ::spandrel::ring::Plain > ::ANY && < ::core::primitive::bool as
            ::spandrel::ring::Plain > ::ANY && < [::core::primitive::f32; 3usize] as
            ::spandrel::ring::Plain > ::ANY; #[inline] unsafe fn check(at : * const Self)
            -> bool { unsafe { true && < ::core::primitive::u64 as
            ::spandrel::ring::Plain > ::check(& raw const (* at).at) && < Place as
            ::spandrel::ring::Plain > ::check(& raw const (* at).place) && <
            ::core::primitive::bool as ::spandrel::ring::Plain > ::check(& raw const (*
            at).on) && < [::core::primitive::f32; 3usize] as ::spandrel::ring::Plain >
            ::check(& raw const (* at).row) } } } const _ : () =
            ::std::assert!(::std::mem::size_of:: < Place > () == 8usize &&
            ::std::mem::align_of:: < Place > () == 4usize); const _ : () =
            ::std::assert!(::std::mem::offset_of!(Place, x) == 0usize); const _ : () =
            ::std::assert!(::std::mem::offset_of!(Place, y) == 4usize); unsafe impl
            ::spandrel::ring::Plain for Place { const ANY : bool = true && <
            ::core::primitive::i32 as ::spandrel::ring::Plain > ::ANY && <
            ::core::primitive::i16 as ::spandrel::ring::Plain > ::ANY; #[inline] unsafe
            fn check(at : * const Self) -> bool { unsafe { true && <
            ::core::primitive::i32 as ::spandrel::ring::Plain > ::check(& raw const (*
            at).x) && < ::core::primitive::i16 as ::spandrel::ring::Plain > ::check(& raw
            const (* at).y) } } }
        }
        impl __spandrel::Object for super::Meter {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "rings.Meter";
        }
        #[unsafe(export_name = "spandrel2__rings__Meter_open")]
        pub extern "C" fn call_Meter_open() -> __spandrel::Frame {
            __spandrel::answer(|| {
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::Meter::open());
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Meter> = returned;
                        answer
                    }
                })
            })
        }
        ::spandrel::__ring_glue! {
            #[unsafe (export_name = "spandrel2__rings__Meter_samples")] pub extern "C" fn
            call_Meter_samples(handle : u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| { __spandrel::with_shared:: < super::Meter, _ >
            (handle, | this | { Ok({ let returned =
            __spandrel::Returns(super::Meter::samples(this,)); let
            __spandrel::Returns(answer) : __spandrel::Returns <
            ::spandrel::ring::Receiver < Sample > > = returned; answer } .into_raw()) })
            }) }
        }
        ::spandrel::__ring_glue! {
            #[unsafe (export_name = "spandrel2__rings__Meter_input")] pub extern "C" fn
            call_Meter_input(handle : u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| { __spandrel::with_exclusive:: < super::Meter, _
            > (handle, | this | { Ok({ let returned =
            __spandrel::Returns(super::Meter::input(this,)); let
            __spandrel::Returns(answer) : __spandrel::Returns < ::std::result::Result <
            ::spandrel::ring::Sender < [::core::primitive::u8] >, Error > > = returned;
            answer } .map_err(| error | __spandrel::Fault::error:: < SpandrelBridge, _ >
            (& error)) ? .into_raw()) }) }) }
        }
        ::spandrel::__ring_glue! {
            #[unsafe (export_name = "spandrel2__rings__Meter_switches")] pub extern "C"
            fn call_Meter_switches(handle : u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| { __spandrel::with_shared:: < super::Meter, _ >
            (handle, | this | { Ok({ let returned =
            __spandrel::Returns(super::Meter::switches(this,)); let
            __spandrel::Returns(answer) : __spandrel::Returns < ::std::result::Result <
            ::spandrel::ring::Reader < ::core::primitive::bool >, Error > > = returned;
            answer } .map_err(| error | __spandrel::Fault::error:: < SpandrelBridge, _ >
            (& error)) ? .into_raw()) }) }) }
        }
        ::spandrel::__ring_glue! {
            #[unsafe (export_name = "spandrel2__rings__bus")] pub extern "C" fn
            call_bus(arg0 : * const u8, arg0_len : u64) -> __spandrel::Frame {
            __spandrel::answer(|| { let arg0 = unsafe { __spandrel::text(arg0, arg0_len)
            } .map_err(| reason | __spandrel::Fault::refused("subject", & reason)) ?;
            Ok({ let returned = __spandrel::Returns(super::bus(& * arg0)); let
            __spandrel::Returns(answer) : __spandrel::Returns < ::spandrel::ring::Writer
            < [::core::primitive::u8] > > = returned; answer } .into_raw()) }) }
        }
        ::spandrel::__ring_glue! {
            #[unsafe (export_name = "spandrel2__rings__tap")] pub extern "C" fn
            call_tap(arg0 : < ::core::primitive::u32 as __spandrel::Plain <
            SpandrelBridge >> ::Raw, arg1 : u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| { let arg0 = < ::core::primitive::u32 as
            __spandrel::Plain < SpandrelBridge >> ::from_raw(arg0).map_err(| reason |
            __spandrel::Fault::refused("ring", & reason)) ?; __spandrel::with_shared:: <
            super::Meter, _ > (arg1, | arg1 | { Ok({ let returned =
            __spandrel::Returns(super::tap(arg0, arg1)); let __spandrel::Returns(answer)
            : __spandrel::Returns < ::spandrel::ring::Reader < [::core::primitive::u64;
            2usize] > > = returned; answer } .into_raw()) }) }) }
        }
        ::spandrel::__ring_glue! {
            #[unsafe (export_name = "spandrel2__rings__corners")] pub extern "C" fn
            call_corners() -> __spandrel::Frame { __spandrel::answer(|| { Ok({ let
            returned = __spandrel::Returns(super::corners()); let
            __spandrel::Returns(answer) : __spandrel::Returns < ::spandrel::ring::Sender
            < [Place; 4usize] > > = returned; answer } .into_raw()) }) }
        }
        #[unsafe(export_name = "spandrel2__rings___fulfil")]
        pub unsafe extern "C" fn fulfil(
            promise: u64,
            status: u64,
            value: u64,
            data: *const u8,
            len: u64,
        ) {
            unsafe { __spandrel::fulfil(promise, status, value, data, len) }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_rings_archive_is_stale__run_spandrel_build__6cf2c42cc98cff83"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__rings___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage rings\nrecord Sample { at: u64, place: Place, on: bool, row: [f32; 3] }\nrecord Place { x: i32, y: i16 }\nerror Error { Off = 0 }\nobject Meter\ninterface Display\nrust Meter::open() -> Meter\nrust Meter::samples(&self) -> ring::Receiver<Sample>\nrust Meter::input(&mut self) -> Result<ring::Sender<[u8]>, Error>\nrust Meter::switches(&self) -> Result<ring::Reader<bool>, Error>\nrust bus(subject: &str) -> ring::Writer<[u8]>\nrust tap(ring: u32, rings: &Meter) -> ring::Reader<[u64; 2]>\nrust corners() -> ring::Sender<[Place; 4]>\ngo Display::show(&self, samples: ring::Receiver<Sample>, title: &str) -> Result<()>\ngo copy(from: ring::Reader<[u8]>, to: ring::Sender<[u8]>)\ngo async sum(numbers: ring::Receiver<u32>) -> Result<u64>\ngo lines(log: ring::Receiver<[u8]>) -> impl Stream<Item = Result<String>>\ngo publish(to: ring::Writer<[Place; 4]>) -> Result<u32>\nsignatures 042d0b0410d5e9dd\n",
            )
        }
        #[unsafe(export_name = "spandrel2__rings___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__rings___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__rings___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__rings___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__rings___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__rings___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__rings___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
