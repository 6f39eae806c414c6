// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    pub struct Settings {
        /// Samples in a second; nil keeps the source's.
        pub sample_rate: ::std::option::Option<::core::primitive::u32>,
        pub title: ::std::option::Option<::std::string::String>,
        pub fallback: ::std::option::Option<Place>,
        pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        pub shape: ::std::option::Option<Shape>,
        pub level: ::std::option::Option<Level>,
    }
    #[derive(Clone, Copy)]
    #[repr(C)]
    pub struct Place {
        pub x: ::core::primitive::i32,
        pub y: ::core::primitive::i32,
    }
    #[repr(i32)]
    pub enum Level {
        Low = 0,
        High = 1,
    }
    pub enum Shape {
        Dot,
        Circle { radius: ::core::primitive::f64 },
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
        impl __spandrel::Encode<SpandrelBridge> for Settings {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.sample_rate, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.title, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.fallback, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.tags, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.shape, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.level, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Settings {
            const MIN_SIZE: usize = 0
                + <::std::option::Option<
                    ::core::primitive::u32,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    ::std::string::String,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    Place,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    ::std::vec::Vec<::std::string::String>,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    Shape,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    Level,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Settings {
                    sample_rate: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    title: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    fallback: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    tags: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    shape: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    level: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPlace {
            x: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            y: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
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
                && <::core::primitive::i32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::ANY;
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
                + <::core::primitive::i32 as __spandrel::Decode<
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
        unsafe impl __spandrel::Plain<SpandrelBridge> for Level {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Level::Low),
                    1 => Ok(Level::High),
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
                        Level::Low => 0,
                        Level::High => 1,
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
        impl __spandrel::Encode<SpandrelBridge> for Shape {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Shape::Dot => {
                        writer.variant(0u32);
                    }
                    Shape::Circle { radius: field0 } => {
                        writer.variant(1u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Shape {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => Shape::Dot,
                        1u32 => {
                            Shape::Circle {
                                radius: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Shape",
                                value,
                            });
                        }
                    },
                )
            }
        }
        #[unsafe(export_name = "spandrel2__options__find")]
        pub extern "C" fn call_find(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("words", &reason))?;
                let arg1 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::option::Option<::core::primitive::u32>,
                    >()
                    .map_err(|reason| __spandrel::Fault::refused("start", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::find(arg0, arg1));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::option::Option<::std::string::String>,
                    > = returned;
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
        #[unsafe(export_name = "spandrel2__options__apply")]
        pub extern "C" fn call_apply(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Settings>()
                    .map_err(|reason| __spandrel::Fault::refused("settings", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::apply(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Settings> = returned;
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
        #[unsafe(export_name = "spandrel2__options__place_of")]
        pub extern "C" fn call_place_of(
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::place_of(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::option::Option<Place>> = returned;
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
        #[unsafe(export_name = "spandrel2__options__maybe")]
        pub extern "C" fn call_maybe(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::option::Option<::core::primitive::i64>,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::maybe(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::option::Option<::core::primitive::i64>,
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("options.Maybe", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__options__list")]
        pub extern "C" fn call_list(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::option::Option<::std::vec::Vec<::core::primitive::u8>>,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::list(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::option::Option<::std::vec::Vec<::core::primitive::u8>>,
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("options.List", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__options__each")]
        pub extern "C" fn call_each(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::vec::Vec<::std::option::Option<Place>>,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::each(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::vec::Vec<::std::option::Option<::core::primitive::u8>>,
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("options.Each", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_options_archive_is_stale__run_spandrel_build__54e8bb3711312b60"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__options___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage options\nrecord Settings { sample_rate: Option<u32>, title: Option<String>, fallback: Option<Place>, tags: Option<Vec<String>>, shape: Option<Shape>, level: Option<Level> }\nrecord Place { x: i32, y: i32 }\nenum Level { Low = 0, High = 1 }\nenum Shape { Dot, Circle { radius: f64 } }\nrust find(words: Vec<String>, start: Option<u32>) -> Option<String>\nrust apply(settings: Settings) -> Settings\nrust place_of(name: &str) -> Option<Place>\nrust maybe(number: Option<i64>) -> Option<i64>\nrust list(list: Option<Vec<u8>>) -> Option<Vec<u8>>\nrust each(items: Vec<Option<Place>>) -> Vec<Option<u8>>\nsignatures e11fecd7460ea338\n",
            )
        }
        #[unsafe(export_name = "spandrel2__options___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__options___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__options___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
