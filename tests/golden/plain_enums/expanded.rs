// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// Where a stream comes from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[repr(i32)]
    pub enum Source {
        /// A file on this machine.
        File = 0,
        /// Standard input.
        Standard = 1,
        Http = 2,
    }
    /// Answers of the server, with the numbers of the protocol.
    #[derive(Clone, Copy)]
    #[repr(i32)]
    pub enum Status {
        Fine = 200,
        Created = 201,
        Missing = 404,
        Odd = -1,
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
        unsafe impl __spandrel::Plain<SpandrelBridge> for Source {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Source::File),
                    1 => Ok(Source::Standard),
                    2 => Ok(Source::Http),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Source",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Source::File => 0,
                        Source::Standard => 1,
                        Source::Http => 2,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Source {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Source {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Source {
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
        unsafe impl __spandrel::Plain<SpandrelBridge> for Status {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    200 => Ok(Status::Fine),
                    201 => Ok(Status::Created),
                    404 => Ok(Status::Missing),
                    -1 => Ok(Status::Odd),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Status",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Status::Fine => 200,
                        Status::Created => 201,
                        Status::Missing => 404,
                        Status::Odd => -1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Status {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Status {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Status {
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
        #[unsafe(export_name = "spandrel2__plainenums__describe")]
        pub extern "C" fn call_describe(
            arg0: <Source as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <Source as __spandrel::Plain<SpandrelBridge>>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("source", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::describe(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__plainenums__check")]
        pub extern "C" fn call_check(
            arg0: <Source as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <Source as __spandrel::Plain<SpandrelBridge>>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("source", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::check(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<Status> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__plainenums__usual")]
        pub extern "C" fn call_usual() -> <Source as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "plainenums.Usual",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::usual());
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<Source> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__plainenums__pick")]
        pub extern "C" fn call_pick(
            arg0: *const <Source as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg0_len: u64,
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = unsafe {
                    __spandrel::slice::<SpandrelBridge, Source>(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("sources", &reason))?;
                let arg1 = packed
                    .argument::<SpandrelBridge, ::std::option::Option<Source>>()
                    .map_err(|reason| __spandrel::Fault::refused("fallback", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::pick(&*arg0, arg1),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<Source> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(
            export_name = "spandrel2__bridge_plainenums_archive_is_stale__run_spandrel_build__2e4b01ede01d5bb8"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__plainenums___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage plainenums\nenum Source { File = 0, Standard = 1, Http = 2 }\nenum Status { Fine = 200, Created = 201, Missing = 404, Odd = -1 }\nrust describe(source: Source) -> String\nrust check(source: Source) -> Status\nrust usual() -> Source\nrust pick(sources: &[Source], fallback: Option<Source>) -> Source\nsignatures 4af8ea452ed8b4bc\n",
            )
        }
        #[unsafe(export_name = "spandrel2__plainenums___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__plainenums___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__plainenums___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
