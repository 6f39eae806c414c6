// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[repr(C)]
    pub struct Point {
        pub x: ::core::primitive::i32,
        pub y: ::core::primitive::i32,
    }
    pub struct Line {
        pub text: ::std::string::String,
        pub number: ::core::primitive::u32,
    }
    #[derive(Debug)]
    pub enum ImportsError {
        /// {what} is missing
        Missing { what: ::std::string::String },
        Full,
    }
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0xc47ab6be43ef5c23_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "imports.Log",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1), __spandrel::Pass::Word],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 1u64,
                        name: "imports.Setting",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1)],
                        answer: __spandrel::Back::Bytes,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 2u64,
                        name: "imports.Distance",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Struct(
                                ::core::mem::size_of::<
                                    <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
                                >(),
                            ),
                            __spandrel::Pass::Struct(
                                ::core::mem::size_of::<
                                    <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 3u64,
                        name: "imports.Open",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1)],
                        answer: __spandrel::Back::Value,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 4u64,
                        name: "imports.Sink.Write",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Items(
                                ::core::mem::size_of::<
                                    <::core::primitive::u8 as __spandrel::Plain<
                                        SpandrelBridge,
                                    >>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 5u64,
                        name: "imports.Sink.Lines",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Packed],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 6u64,
                        name: "imports.Sink.Next",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Value,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 7u64,
                        name: "imports.Sink.Flush",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 8u64,
                        name: "imports.Each.visit",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Word],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 9u64,
                        name: "imports.Subscribe.deliver",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Items(1),
                            __spandrel::Pass::Items(
                                ::core::mem::size_of::<
                                    <::core::primitive::u8 as __spandrel::Plain<
                                        SpandrelBridge,
                                    >>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
            ],
        )
    };
    /// Writes a line to the log.
    #[track_caller]
    pub fn log(line: &str, level: ::core::primitive::u8) -> () {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (line, level);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 0u64,
            name: "imports.Log",
        };
        let call = || {
            let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
            let words: [u64; 3usize] = [
                raw0,
                len0,
                IMPORT.argument::<SpandrelBridge, _>("level", &arg1)?,
            ];
            SPANDREL_IMPORTS.nothing(&IMPORT, 0, &words, &[])
        };
        ::spandrel::GoError::or_raise(call())
    }
    /// Returns the value of a setting.
    pub fn setting(
        name: &str,
    ) -> ::std::result::Result<
        ::std::option::Option<::std::string::String>,
        ::spandrel::GoError,
    > {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (name,);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 1u64,
            name: "imports.Setting",
        };
        let call = || {
            let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
            let words: [u64; 2usize] = [raw0, len0];
            SPANDREL_IMPORTS
                .packed::<
                    SpandrelBridge,
                    ::std::option::Option<::std::string::String>,
                >(&IMPORT, 0, &words, &[])
        };
        call()
    }
    #[track_caller]
    pub fn distance(a: Point, b: Point) -> ::core::primitive::f64 {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (a, b);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 2u64,
            name: "imports.Distance",
        };
        let call = || {
            let raw0 = IMPORT.raw_argument::<SpandrelBridge, _>("a", &arg0)?;
            let raw1 = IMPORT.raw_argument::<SpandrelBridge, _>("b", &arg1)?;
            let words: [u64; 2usize] = [
                __spandrel::address(&raw0),
                __spandrel::address(&raw1),
            ];
            SPANDREL_IMPORTS
                .word::<SpandrelBridge, ::core::primitive::f64>(&IMPORT, 0, &words, &[])
        };
        ::spandrel::GoError::or_raise(call())
    }
    /// Opens a sink, or says with an error of the bridge why not.
    pub fn open(name: &str) -> ::std::result::Result<Sink, ImportsError> {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (name,);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 3u64,
            name: "imports.Open",
        };
        let call = || {
            let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
            let words: [u64; 2usize] = [raw0, len0];
            SPANDREL_IMPORTS.value(&IMPORT, 0, &words, &[])
        };
        call()
            .map(|value| Sink { value })
            .map_err(::spandrel::GoError::into_declared::<ImportsError, ()>)
    }
    /// Where packets go.
    #[derive(Debug)]
    pub struct Sink {
        value: ::spandrel::private::GoValue,
    }
    impl Sink {
        /// Writes a packet and returns how much of it was taken.
        pub fn write(
            &self,
            packet: &[::core::primitive::u8],
        ) -> ::std::result::Result<::core::primitive::u32, ::spandrel::GoError> {
            use ::spandrel::private as __spandrel;
            let (arg0,) = (packet,);
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 4u64,
                name: "imports.Sink.Write",
            };
            let call = || {
                let raw0 = IMPORT
                    .slice::<SpandrelBridge, ::core::primitive::u8>("packet", &arg0)?;
                let [raw0, len0] = raw0.memory();
                let words: [u64; 2usize] = [raw0, len0];
                SPANDREL_IMPORTS
                    .word::<
                        SpandrelBridge,
                        ::core::primitive::u32,
                    >(&IMPORT, self.value.reference(), &words, &[])
            };
            call()
        }
        pub fn lines(
            &self,
            lines: ::std::vec::Vec<Line>,
        ) -> ::std::result::Result<(), ::spandrel::GoError> {
            use ::spandrel::private as __spandrel;
            let (arg0,) = (lines,);
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 5u64,
                name: "imports.Sink.Lines",
            };
            let call = || {
                let mut packed = __spandrel::Writer::new();
                __spandrel::Encode::<SpandrelBridge>::encode(&arg0, &mut packed);
                let packed = IMPORT.packed(packed)?;
                let words: [u64; 0usize] = [];
                SPANDREL_IMPORTS
                    .nothing(&IMPORT, self.value.reference(), &words, &packed)
            };
            call()
        }
        pub fn next(&self) -> ::std::result::Result<Sink, ::spandrel::GoError> {
            use ::spandrel::private as __spandrel;
            let () = ();
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 6u64,
                name: "imports.Sink.Next",
            };
            let call = || {
                let words: [u64; 0usize] = [];
                SPANDREL_IMPORTS.value(&IMPORT, self.value.reference(), &words, &[])
            };
            call().map(|value| Sink { value })
        }
        pub fn flush(&self) -> ::std::result::Result<(), ImportsError> {
            use ::spandrel::private as __spandrel;
            let () = ();
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 7u64,
                name: "imports.Sink.Flush",
            };
            let call = || {
                let words: [u64; 0usize] = [];
                SPANDREL_IMPORTS.nothing(&IMPORT, self.value.reference(), &words, &[])
            };
            call().map_err(::spandrel::GoError::into_declared::<ImportsError, ()>)
        }
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
        pub struct SpandrelRawPoint {
            x: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            y: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPoint > () == 8usize &&
            ::std::mem::align_of:: < SpandrelRawPoint > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPoint, x) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPoint, y) == 4usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Point {
            type Raw = SpandrelRawPoint;
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
            fn from_raw(raw: SpandrelRawPoint) -> Result<Self, __spandrel::Refusal> {
                Ok(Point {
                    x: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.x)?,
                    y: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.y)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawPoint, __spandrel::Refusal> {
                Ok(SpandrelRawPoint {
                    x: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.x)?,
                    y: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.y)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Point {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.x, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.y, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Point {
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
                Ok(Point {
                    x: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    y: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Line {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.text, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.number, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Line {
            const MIN_SIZE: usize = 0
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Line {
                    text: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    number: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl ::std::fmt::Display for ImportsError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    ImportsError::Missing { what: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "{} is missing", field0)
                    }
                    ImportsError::Full => ::std::write!(f, "full"),
                }
            }
        }
        impl ::std::error::Error for ImportsError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for ImportsError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    ImportsError::Missing { what: field0 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                    ImportsError::Full => {
                        writer.variant(1u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for ImportsError {
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
                            ImportsError::Missing {
                                what: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        1u32 => ImportsError::Full,
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "ImportsError",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError for ImportsError {
            const PACKAGE: &'static str = "imports";
            const NUMBER: u8 = 0u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        #[unsafe(export_name = "spandrel2__imports__copy")]
        pub extern "C" fn call_copy(
            arg0: u64,
            arg1: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value0 = __spandrel::GoValue::borrowed(arg0);
                let arg0 = Sink { value: value0 };
                let arg1 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("count", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::copy(&arg0, arg1));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::result::Result<::core::primitive::u64, ImportsError>,
                            > = returned;
                            answer
                        }
                            .map_err(|error| __spandrel::Fault::error::<
                                SpandrelBridge,
                                _,
                            >(&error))?,
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__imports__keep")]
        pub extern "C" fn call_keep(arg0: u64) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value0 = __spandrel::GoValue::owned(arg0);
                let arg0 = Sink { value: value0 };
                let () = {
                    let returned = __spandrel::Returns(super::keep(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__imports__each")]
        pub extern "C" fn call_each(
            arg0: *const <::core::primitive::u32 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            arg1: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value1 = __spandrel::GoValue::borrowed(arg1);
                let arg1 = |arg0: ::core::primitive::u32| -> ::core::primitive::bool {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 8u64,
                        name: "imports.Each.visit",
                    };
                    let call = || {
                        let words: [u64; 1usize] = [
                            IMPORT.argument::<SpandrelBridge, _>("p0", &arg0)?,
                        ];
                        SPANDREL_IMPORTS
                            .word::<
                                SpandrelBridge,
                                ::core::primitive::bool,
                            >(&IMPORT, value1.reference(), &words, &[])
                    };
                    ::spandrel::GoError::or_raise(call())
                };
                let arg0 = unsafe {
                    __spandrel::slice::<
                        SpandrelBridge,
                        ::core::primitive::u32,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("items", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::each(&*arg0, &arg1));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__imports__subscribe")]
        pub extern "C" fn call_subscribe(
            arg0: *const u8,
            arg0_len: u64,
            arg1: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value1 = __spandrel::GoValue::owned(arg1);
                let arg1 = ::std::boxed::Box::new(move |
                    arg0: &str,
                    arg1: &[::core::primitive::u8],
                | -> ::std::result::Result<::core::primitive::u32, ::spandrel::GoError> {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 9u64,
                        name: "imports.Subscribe.deliver",
                    };
                    let call = || {
                        let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
                        let raw1 = IMPORT
                            .slice::<
                                SpandrelBridge,
                                ::core::primitive::u8,
                            >("p1", &arg1)?;
                        let [raw1, len1] = raw1.memory();
                        let words: [u64; 4usize] = [raw0, len0, raw1, len1];
                        SPANDREL_IMPORTS
                            .word::<
                                SpandrelBridge,
                                ::core::primitive::u32,
                            >(&IMPORT, value1.reference(), &words, &[])
                    };
                    call()
                });
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("topic", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::subscribe(&*arg0, arg1));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(
            export_name = "spandrel2__bridge_imports_archive_is_stale__run_spandrel_build__c47ab6be43ef5c23"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__imports___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage imports\nrecord Point { x: i32, y: i32 }\nrecord Line { text: String, number: u32 }\nerror ImportsError { Missing { what: String }, Full }\ninterface Sink\ngo log(line: &str, level: u8)\ngo setting(name: &str) -> Result<Option<String>>\ngo distance(a: Point, b: Point) -> f64\ngo open(name: &str) -> Result<Sink, ImportsError>\ngo Sink::write(&self, view packet: &[u8]) -> Result<u32>\ngo Sink::lines(&self, lines: Vec<Line>) -> Result<()>\ngo Sink::next(&self) -> Result<Sink>\ngo Sink::flush(&self) -> Result<(), ImportsError>\nrust copy(to: &Sink, count: u32) -> Result<u64, ImportsError>\nrust keep(sink: Sink)\nrust each(items: &[u32], visit: &dyn Fn(u32) -> bool)\nrust subscribe(topic: &str, deliver: Box<dyn Fn(&str, &[u8]) -> Result<u32> + Send + Sync>)\nsignatures fc28f60ffb342af4\n",
            )
        }
        #[unsafe(export_name = "spandrel2__imports___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__imports___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__imports___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__imports___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__imports___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__imports___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__imports___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
