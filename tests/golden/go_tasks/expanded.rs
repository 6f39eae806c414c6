// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[repr(C)]
    pub struct Sample {
        pub at: ::core::primitive::u64,
        pub level: ::core::primitive::f32,
    }
    #[derive(Debug)]
    pub enum FetchError {
        Silent,
    }
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0x2d54e840bff40d58_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "gotasks.Resolve",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1), __spandrel::Pass::Packed],
                        answer: __spandrel::Back::Bytes,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 1u64,
                        name: "gotasks.Pause",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Word],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 2u64,
                        name: "gotasks.Latest",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Word],
                        answer: __spandrel::Back::Bytes,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 3u64,
                        name: "gotasks.Lines",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1)],
                        answer: __spandrel::Back::Stream,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 4u64,
                        name: "gotasks.Samples",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Word, __spandrel::Pass::Word],
                        answer: __spandrel::Back::Stream,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 5u64,
                        name: "gotasks.Source.Close",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 6u64,
                        name: "gotasks.Source.Packets",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Stream,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 7u64,
                        name: "gotasks.Level.last",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Word],
                        answer: __spandrel::Back::Word,
                    },
                },
            ],
        )
    };
    /// Returns the address behind a name.
    pub async fn resolve(
        name: &str,
        hints: ::std::vec::Vec<::std::string::String>,
    ) -> ::std::result::Result<::std::string::String, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (name, hints);
        let begun = {
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 0u64,
                name: "gotasks.Resolve",
            };
            let call = || {
                let mut packed = __spandrel::Writer::new();
                let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
                __spandrel::Encode::<SpandrelBridge>::encode(&arg1, &mut packed);
                let packed = IMPORT.packed(packed)?;
                let words: [u64; 2usize] = [raw0, len0];
                SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &packed)
            };
            call()
        };
        let answer = match begun {
            Ok(begun) => begun.text().await,
            Err(error) => Err(error),
        };
        answer
    }
    pub async fn pause(time: ::std::time::Duration) -> () {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (time,);
        let begun = {
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 1u64,
                name: "gotasks.Pause",
            };
            let call = || {
                let words: [u64; 1usize] = [
                    IMPORT.argument::<SpandrelBridge, _>("time", &arg0)?,
                ];
                SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
            };
            call()
        };
        let answer = match begun {
            Ok(begun) => begun.nothing().await,
            Err(error) => Err(error),
        };
        ::spandrel::GoError::or_raise(answer)
    }
    pub async fn latest(
        ctx: ::core::primitive::u32,
    ) -> ::std::result::Result<Sample, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (ctx,);
        let begun = {
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 2u64,
                name: "gotasks.Latest",
            };
            let call = || {
                let words: [u64; 1usize] = [
                    IMPORT.argument::<SpandrelBridge, _>("ctx", &arg0)?,
                ];
                SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
            };
            call()
        };
        let answer = match begun {
            Ok(begun) => begun.plain::<SpandrelBridge, Sample>().await,
            Err(error) => Err(error),
        };
        answer
    }
    /// Reads the lines of a file.
    pub fn lines(
        path: &str,
    ) -> impl ::spandrel::Stream<
        Item = ::std::result::Result<::std::string::String, ::spandrel::GoError>,
    > + ::core::marker::Send + ::core::marker::Unpin + use<> {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (path,);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 3u64,
            name: "gotasks.Lines",
        };
        let call = || {
            let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
            let words: [u64; 2usize] = [raw0, len0];
            SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
        };
        __spandrel::GoStream::<::std::string::String>::packed::<SpandrelBridge>(call())
    }
    pub fn samples(
        call: ::core::primitive::u8,
        open: ::core::primitive::bool,
    ) -> impl ::spandrel::Stream<
        Item = ::std::result::Result<Sample, ::spandrel::GoError>,
    > + ::core::marker::Send + ::core::marker::Unpin + use<> {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (call, open);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 4u64,
            name: "gotasks.Samples",
        };
        let call = || {
            let words: [u64; 2usize] = [
                IMPORT.argument::<SpandrelBridge, _>("call", &arg0)?,
                IMPORT.argument::<SpandrelBridge, _>("open", &arg1)?,
            ];
            SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
        };
        __spandrel::GoStream::<Sample>::plain::<SpandrelBridge>(call())
    }
    /// A source of packets.
    #[derive(Debug)]
    pub struct Source {
        value: ::spandrel::private::GoValue,
    }
    impl Source {
        pub async fn close(&self) -> ::std::result::Result<(), ::spandrel::GoError> {
            use ::spandrel::private as __spandrel;
            let () = ();
            let begun = {
                const IMPORT: __spandrel::Import = __spandrel::Import {
                    number: 5u64,
                    name: "gotasks.Source.Close",
                };
                let call = || {
                    let words: [u64; 0usize] = [];
                    SPANDREL_IMPORTS.begin(&IMPORT, self.value.reference(), &words, &[])
                };
                call()
            };
            let answer = match begun {
                Ok(begun) => begun.nothing().await,
                Err(error) => Err(error),
            };
            answer
        }
        pub fn packets(
            &self,
        ) -> impl ::spandrel::Stream<
            Item = ::std::result::Result<
                ::std::vec::Vec<::core::primitive::u8>,
                ::spandrel::GoError,
            >,
        > + ::core::marker::Send + ::core::marker::Unpin + use<> {
            use ::spandrel::private as __spandrel;
            let () = ();
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 6u64,
                name: "gotasks.Source.Packets",
            };
            let call = || {
                let words: [u64; 0usize] = [];
                SPANDREL_IMPORTS.begin(&IMPORT, self.value.reference(), &words, &[])
            };
            __spandrel::GoStream::<
                ::std::vec::Vec<::core::primitive::u8>,
            >::packed::<SpandrelBridge>(call())
        }
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
        impl ::std::fmt::Display for FetchError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    FetchError::Silent => ::std::write!(f, "silent"),
                }
            }
        }
        impl ::std::error::Error for FetchError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for FetchError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    FetchError::Silent => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for FetchError {
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
                        0u32 => FetchError::Silent,
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "FetchError",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError for FetchError {
            const PACKAGE: &'static str = "gotasks";
            const NUMBER: u8 = 0u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        #[unsafe(export_name = "spandrel2__gotasks__fetch")]
        pub extern "C" fn call_fetch(
            waiter: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1: u64,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "gotasks.Fetch",
                waiter,
                || {
                    let value1 = __spandrel::GoValue::owned(arg1);
                    let arg1 = Source { value: value1 };
                    let arg0 = unsafe { __spandrel::owned_text(arg0, arg0_len) }
                        .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                    Ok(async move {
                        {
                            let returned = __spandrel::Returns(
                                super::fetch(&arg0, arg1).await,
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::result::Result<::core::primitive::u64, FetchError>,
                            > = returned;
                            answer
                        }
                    })
                },
                |output| Ok(
                    __spandrel::Word::<
                        SpandrelBridge,
                    >::to_word(
                            &output
                                .map_err(|error| __spandrel::Fault::error::<
                                    SpandrelBridge,
                                    _,
                                >(&error))?,
                        )
                        .map_err(|reason| __spandrel::Fault::refused("result", &reason))?,
                ),
            )
        }
        #[unsafe(export_name = "spandrel2__gotasks__level")]
        pub extern "C" fn call_level(arg0: u64) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value0 = __spandrel::GoValue::borrowed(arg0);
                let arg0 = |arg0: ::core::primitive::f32| -> () {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 7u64,
                        name: "gotasks.Level.last",
                    };
                    let call = || {
                        let words: [u64; 1usize] = [
                            IMPORT.argument::<SpandrelBridge, _>("p0", &arg0)?,
                        ];
                        SPANDREL_IMPORTS
                            .nothing(&IMPORT, value0.reference(), &words, &[])
                    };
                    ::spandrel::GoError::or_raise(call())
                };
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::level(&arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u32> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__gotasks___completed")]
        pub extern "C" fn completed() -> *const () {
            __spandrel::completed()
        }
        #[unsafe(export_name = "spandrel2__gotasks___listen")]
        pub extern "C" fn listen(wanted: u8) -> u64 {
            __spandrel::listen(wanted)
        }
        #[unsafe(export_name = "spandrel2__gotasks___resume")]
        pub extern "C" fn resume(task: u64, waiter: u64) -> __spandrel::Frame {
            __spandrel::resume(task, waiter)
        }
        #[unsafe(export_name = "spandrel2__gotasks___fulfil")]
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
            export_name = "spandrel2__bridge_gotasks_archive_is_stale__run_spandrel_build__2d54e840bff40d58"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__gotasks___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage gotasks\nrecord Sample { at: u64, level: f32 }\nerror FetchError { Silent = 0 }\ninterface Source\ngo async resolve(name: &str, hints: Vec<String>) -> Result<String>\ngo async pause(time: Duration)\ngo async latest(ctx: u32) -> Result<Sample>\ngo lines(path: &str) -> impl Stream<Item = Result<String>>\ngo samples(call: u8, open: bool) -> impl Stream<Item = Result<Sample>>\ngo async Source::close(&self) -> Result<()>\ngo Source::packets(&self) -> impl Stream<Item = Result<Vec<u8>>>\nrust async fetch(name: &str, from: Source) -> Result<u64, FetchError>\nrust level(last: &dyn Fn(f32)) -> u32\nsignatures 0798bf1912df52a2\n",
            )
        }
        #[unsafe(export_name = "spandrel2__gotasks___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__gotasks___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__gotasks___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__gotasks___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__gotasks___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__gotasks___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__gotasks___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
