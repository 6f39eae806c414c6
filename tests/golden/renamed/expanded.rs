// Written by the macro; laid out by prettyplease.

/// Files by name.
mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[repr(i32)]
    pub enum Mode {
        Fast = 0,
        WithChecks = 1,
    }
    pub enum Part {
        All,
        Of(::core::primitive::u32),
    }
    pub(super) use super::other::ReadError;
    pub(super) use super::other::WriteError;
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
        unsafe impl __spandrel::Plain<SpandrelBridge> for Mode {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Mode::Fast),
                    1 => Ok(Mode::WithChecks),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Mode",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Mode::Fast => 0,
                        Mode::WithChecks => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Mode {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Mode {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Mode {
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
        impl __spandrel::Encode<SpandrelBridge> for Part {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Part::All => {
                        writer.variant(0u32);
                    }
                    Part::Of(field0) => {
                        writer.variant(1u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Part {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => Part::All,
                        1u32 => {
                            Part::Of(
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            )
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Part",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for ReadError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = __spandrel::AdoptedError::message(self);
                match self {
                    ReadError::NotFound => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                    ReadError::Io { code: field0, .. } => {
                        writer.variant(1u32);
                        writer.text(&message);
                        __spandrel::Encode::<
                            SpandrelBridge,
                        >::encode(
                            __spandrel::Adopted::<::core::primitive::i32>::seen(field0),
                            writer,
                        );
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for ReadError {
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
                        0u32 => ReadError::NotFound,
                        1u32 => {
                            ReadError::Io {
                                code: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "ReadError",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for WriteError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = __spandrel::AdoptedError::message(self);
                match self {
                    WriteError::NotFound => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                    WriteError::Io { code: field0, .. } => {
                        writer.variant(1u32);
                        writer.text(&message);
                        __spandrel::Encode::<
                            SpandrelBridge,
                        >::encode(
                            __spandrel::Adopted::<::core::primitive::i32>::seen(field0),
                            writer,
                        );
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for WriteError {
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
                        0u32 => WriteError::NotFound,
                        1u32 => {
                            WriteError::Io {
                                code: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "WriteError",
                                value,
                            });
                        }
                    },
                )
            }
        }
        #[unsafe(export_name = "spandrel2__renamed__read")]
        pub extern "C" fn call_read(
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                let arg1 = packed
                    .argument::<SpandrelBridge, Part>()
                    .map_err(|reason| __spandrel::Fault::refused("part", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok(
                    {
                        let returned = __spandrel::Returns(super::read(&*arg0, arg1));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<::std::string::String, ReadError>,
                        > = returned;
                        answer
                    }
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?,
                )
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__renamed__write")]
        pub extern "C" fn call_write(
            arg0: *const u8,
            arg0_len: u64,
            arg1: <Mode as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                let arg1 = <Mode as __spandrel::Plain<SpandrelBridge>>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("mode", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::write(&*arg0, arg1));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::result::Result<(), WriteError>> = returned;
                    answer
                }
                    .map_err(|error| __spandrel::Fault::error::<
                        SpandrelBridge,
                        _,
                    >(&error))?;
                Ok(0)
            })
        }
        #[unsafe(
            export_name = "spandrel2__bridge_renamed_archive_is_stale__run_spandrel_build__ba423a9cbba7498e"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__renamed___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage renamed\nenum Mode { Fast = 0, WithChecks = 1 }\nenum Part { All, Of { _0: u32 } }\nerror ReadError { NotFound, Io { code: i32 } }\nerror WriteError { NotFound, Io { code: i32 } }\nrust read(name: &str, part: Part) -> Result<String, ReadError>\nrust write(name: &str, mode: Mode) -> Result<(), WriteError>\nsignatures ce81a022e7dd2455\n",
            )
        }
        #[unsafe(export_name = "spandrel2__renamed___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__renamed___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__renamed___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
