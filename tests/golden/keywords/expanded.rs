// Written by the macro; laid out by prettyplease.

mod ffi {
    #[repr(C)]
    pub struct Plain {
        pub r#type: ::core::primitive::u8,
        pub r#match: ::core::primitive::u16,
    }
    pub struct Packed {
        pub r#type: ::std::string::String,
        pub r#fn: ::std::option::Option<::core::primitive::u8>,
    }
    pub enum Event {
        Moved { r#in: ::core::primitive::u8, r#where: ::std::string::String },
    }
    #[derive(Debug)]
    pub enum Failure {
        /// {type} is not in use
        Unused { r#type: ::std::string::String, r#use: ::core::primitive::u8 },
    }
    #[cfg(panic = "abort")]
    compile_error!(
        "spandrel: this profile has panic = \"abort\", so that a panic would end the Go program\n\
             hint: set panic = \"unwind\" in the profile"
    );
    #[allow(
        clippy::all,
        clippy::pedantic,
        missing_docs,
        unreachable_pub,
        non_snake_case,
        non_camel_case_types
    )]
    const _: () = {
        use ::spandrel::private as __spandrel;
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct RawPlain {
            r#type: <::core::primitive::u8 as __spandrel::Plain>::Raw,
            r#match: <::core::primitive::u16 as __spandrel::Plain>::Raw,
        }
        const _: () = assert!(
            size_of:: < RawPlain > () == 4usize && align_of:: < RawPlain > () == 2usize
        );
        const _: () = assert!(::std::mem::offset_of!(RawPlain, r#type) == 0usize);
        const _: () = assert!(::std::mem::offset_of!(RawPlain, r#match) == 2usize);
        unsafe impl __spandrel::Plain for Plain {
            type Raw = RawPlain;
            const IN_PLACE: bool = true
                && <::core::primitive::u8 as __spandrel::Plain>::IN_PLACE
                && <::core::primitive::u16 as __spandrel::Plain>::IN_PLACE;
            const ANY: bool = true && <::core::primitive::u8 as __spandrel::Plain>::ANY
                && <::core::primitive::u16 as __spandrel::Plain>::ANY;
            #[inline]
            fn from_raw(raw: RawPlain) -> Result<Self, __spandrel::Refusal> {
                Ok(Plain {
                    r#type: __spandrel::Plain::from_raw(raw.r#type)?,
                    r#match: __spandrel::Plain::from_raw(raw.r#match)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<RawPlain, __spandrel::Refusal> {
                Ok(RawPlain {
                    r#type: __spandrel::Plain::to_raw(&self.r#type)?,
                    r#match: __spandrel::Plain::to_raw(&self.r#match)?,
                })
            }
        }
        impl __spandrel::Encode for Plain {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::encode(&self.r#type, writer);
                __spandrel::Encode::encode(&self.r#match, writer);
            }
        }
        impl __spandrel::Decode for Plain {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u8 as __spandrel::Decode>::MIN_SIZE
                + <::core::primitive::u16 as __spandrel::Decode>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Plain {
                    r#type: __spandrel::Decode::decode(reader)?,
                    r#match: __spandrel::Decode::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode for Packed {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::encode(&self.r#type, writer);
                __spandrel::Encode::encode(&self.r#fn, writer);
            }
        }
        impl __spandrel::Decode for Packed {
            const MIN_SIZE: usize = 0
                + <::std::string::String as __spandrel::Decode>::MIN_SIZE
                + <::std::option::Option<
                    ::core::primitive::u8,
                > as __spandrel::Decode>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Packed {
                    r#type: __spandrel::Decode::decode(reader)?,
                    r#fn: __spandrel::Decode::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode for Event {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Event::Moved { r#in: field0, r#where: field1 } => {
                        writer.variant(0u32);
                        __spandrel::Encode::encode(field0, writer);
                        __spandrel::Encode::encode(field1, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode for Event {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => {
                            Event::Moved {
                                r#in: __spandrel::Decode::decode(reader)?,
                                r#where: __spandrel::Decode::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Event",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::std::fmt::Display for Failure {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Failure::Unused { r#type: field0, r#use: field1 } => {
                        let _ = field0;
                        let _ = field1;
                        write!(f, "{} is not in use", field0)
                    }
                }
            }
        }
        impl ::std::error::Error for Failure {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode for Failure {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    Failure::Unused { r#type: field0, r#use: field1 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::encode(field0, writer);
                        __spandrel::Encode::encode(field1, writer);
                    }
                }
            }
        }
        impl __spandrel::Object for super::Machine {
            const KIND: u8 = 1u8;
        }
        #[unsafe(export_name = "spandrel1__keywords__match")]
        pub unsafe extern "C" fn call_match(
            arg0: <::core::primitive::u8 as __spandrel::Plain>::Raw,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u8 as __spandrel::Plain>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("type_", &reason))?;
                let arg1 = unsafe { __spandrel::text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("loop", &reason))?;
                __spandrel::Word::to_word(
                        &{
                            let answer: ::core::primitive::u8 = super::r#match(
                                arg0,
                                arg1,
                            );
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel1__keywords__keep")]
        pub unsafe extern "C" fn call_keep(
            arg1: __spandrel::ByValue<<Plain as __spandrel::Plain>::Raw>,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe {
                __spandrel::answer_packed(
                    scratch,
                    scratch_capacity,
                    || {
                        let mut packed = unsafe {
                            __spandrel::packed(scratch, packed_len)
                        };
                        let arg0 = packed
                            .argument::<Packed>()
                            .map_err(|reason| __spandrel::Fault::refused(
                                "struct_",
                                &reason,
                            ))?;
                        let arg1 = <Plain as __spandrel::Plain>::from_raw(arg1.0)
                            .map_err(|reason| __spandrel::Fault::refused(
                                "enum",
                                &reason,
                            ))?;
                        let arg2 = packed
                            .argument::<Event>()
                            .map_err(|reason| __spandrel::Fault::refused(
                                "move",
                                &reason,
                            ))?;
                        packed
                            .finish()
                            .map_err(|reason| __spandrel::Fault::refused(
                                "arguments",
                                &reason,
                            ))?;
                        Ok(
                            {
                                let answer: ::std::result::Result<Packed, Failure> = super::keep(
                                    arg0,
                                    arg1,
                                    arg2,
                                );
                                answer
                            }
                                .map_err(|error| __spandrel::Fault::error(&error))?,
                        )
                    },
                )
            }
        }
        #[unsafe(export_name = "spandrel1__keywords__Machine_impl")]
        pub unsafe extern "C" fn call_Machine_impl(
            handle: u64,
            arg0: <::core::primitive::u8 as __spandrel::Plain>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer_held(|| {
                let arg0 = <::core::primitive::u8 as __spandrel::Plain>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("ref", &reason))?;
                __spandrel::with_shared::<
                    super::Machine,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let answer: () = super::Machine::r#impl(this, arg0);
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(
            export_name = "spandrel1__bridge_keywords_archive_is_stale__run_spandrel_build__0fd25eed86581721"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel1__keywords___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 1\npackage keywords\nrecord Plain { type: u8, match: u16 }\nrecord Packed { type: String, fn: Option<u8> }\nenum Event { Moved { in: u8, where: String } }\nerror Failure { Unused { type: String, use: u8 } }\nobject Machine\nrust match(type: u8, loop: &str) -> u8\nrust keep(struct: Packed, enum: Plain, move: Event) -> Result<Packed, Failure>\nrust Machine::impl(&self, ref: u8)\n",
            )
        }
        #[unsafe(export_name = "spandrel1__keywords___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel1__keywords___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel1__keywords___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
