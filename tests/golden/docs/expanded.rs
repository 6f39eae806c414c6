// Written by the macro; laid out by prettyplease.

/// Tools for measuring streams.
///
/// They work on whatever was read, and keep nothing.
///
/// ```text
/// measure | print
/// ```
mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// A measurement, in the units of its kind.
    ///
    /// # Units
    ///
    /// - seconds for times
    /// - bytes for sizes
    pub struct Measurement {
        /// The value.
        pub value: ::core::primitive::f64,
        /// What it is a value of.
        ///
        /// Two paragraphs.
        pub of: ::std::string::String,
        pub plain: ::core::primitive::u8,
    }
    /// HTTP status and its text.
    pub struct Answer {
        pub code: ::core::primitive::u16,
        pub text: ::std::string::String,
    }
    /// Kinds of measurement.
    #[repr(i32)]
    pub enum Kind {
        /// Time.
        Time = 0,
        Size = 1,
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
        impl __spandrel::Encode<SpandrelBridge> for Measurement {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.value, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.of, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.plain, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Measurement {
            const MIN_SIZE: usize = 0
                + <::core::primitive::f64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u8 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Measurement {
                    value: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    of: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    plain: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Answer {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.code, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.text, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Answer {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::std::string::String as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Answer {
                    code: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    text: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        unsafe impl __spandrel::Plain<SpandrelBridge> for Kind {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Kind::Time),
                    1 => Ok(Kind::Size),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Kind",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Kind::Time => 0,
                        Kind::Size => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Kind {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Kind {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Kind {
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
        #[unsafe(export_name = "spandrel2__docs__measure")]
        pub extern "C" fn call_measure(
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("text", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::measure(&*arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Measurement> = returned;
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
        #[unsafe(export_name = "spandrel2__docs__last_answer")]
        pub extern "C" fn call_last_answer(
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                {
                    let returned = __spandrel::Returns(super::last_answer());
                    let __spandrel::Returns(answer): __spandrel::Returns<Answer> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("docs.LastAnswer", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__docs__kind_of")]
        pub extern "C" fn call_kind_of(
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Measurement>()
                    .map_err(|reason| __spandrel::Fault::refused(
                        "measurement",
                        &reason,
                    ))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::kind_of(arg0));
                            let __spandrel::Returns(answer): __spandrel::Returns<Kind> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__docs__zero")]
        pub extern "C" fn call_zero() -> <::core::primitive::u8 as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "docs.Zero",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::zero());
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u8> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__words")]
        pub extern "C" fn call_words(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("text", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::words(&*arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u64> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__docs__status")]
        pub extern "C" fn call_status() -> <::core::primitive::u16 as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "docs.Status",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::status());
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u16> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__pick")]
        pub extern "C" fn call_pick(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "docs.Pick",
                || {
                    let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::pick(arg0));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u8> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__ring")]
        pub extern "C" fn call_ring() {
            __spandrel::infallible(
                "docs.Ring",
                || {
                    {
                        let returned = __spandrel::Returns(super::ring());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__silent")]
        pub extern "C" fn call_silent() {
            __spandrel::infallible(
                "docs.Silent",
                || {
                    {
                        let returned = __spandrel::Returns(super::silent());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__start")]
        pub extern "C" fn call_start() {
            __spandrel::infallible(
                "docs.Start",
                || {
                    {
                        let returned = __spandrel::Returns(super::start());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__starred")]
        pub extern "C" fn call_starred() -> <::core::primitive::u8 as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "docs.Starred",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::starred());
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u8> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__undocumented")]
        pub extern "C" fn call_undocumented() {
            __spandrel::infallible(
                "docs.Undocumented",
                || {
                    {
                        let returned = __spandrel::Returns(super::undocumented());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__process")]
        pub extern "C" fn call_process(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("text", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::process(&*arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__docs__last_status")]
        pub extern "C" fn call_last_status() -> <::core::primitive::u16 as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "docs.LastStatus",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::last_status());
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u16> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__indented")]
        pub extern "C" fn call_indented() {
            __spandrel::infallible(
                "docs.Indented",
                || {
                    {
                        let returned = __spandrel::Returns(super::indented());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__tick")]
        pub extern "C" fn call_tick(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) {
            __spandrel::infallible(
                "docs.Tick",
                || {
                    let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    {
                        let returned = __spandrel::Returns(super::tick(arg0));
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__umlaut")]
        pub extern "C" fn call_umlaut() {
            __spandrel::infallible(
                "docs.Umlaut",
                || {
                    {
                        let returned = __spandrel::Returns(super::umlaut());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__docs__wrapped")]
        pub extern "C" fn call_wrapped() {
            __spandrel::infallible(
                "docs.Wrapped",
                || {
                    {
                        let returned = __spandrel::Returns(super::wrapped());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(
            export_name = "spandrel2__bridge_docs_archive_is_stale__run_spandrel_build__75440b6dbcb51f88"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__docs___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage docs\nrecord Measurement { value: f64, of: String, plain: u8 }\nrecord Answer { code: u16, text: String }\nenum Kind { Time = 0, Size = 1 }\nrust measure(text: &str) -> Measurement\nrust last_answer() -> Answer\nrust kind_of(measurement: Measurement) -> Kind\nrust zero() -> u8\nrust words(text: &str) -> u64\nrust status() -> u16\nrust pick(count: u8) -> u8\nrust ring()\nrust silent()\nrust start()\nrust starred() -> u8\nrust undocumented()\nrust process(text: &str)\nrust last_status() -> u16\nrust indented()\nrust tick(value: u8)\nrust umlaut()\nrust wrapped()\nsignatures a2b95621056133ff\n",
            )
        }
        #[unsafe(export_name = "spandrel2__docs___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__docs___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__docs___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
