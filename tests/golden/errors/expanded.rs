// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// Why a stream cannot be opened.
    #[derive(Debug)]
    pub enum OpenError {
        /// no stream is called {name}
        NotFound { name: ::std::string::String },
        /// stream {name} is busy with {readers} readers {{at most {limit}}}
        Busy {
            name: ::std::string::String,
            readers: ::core::primitive::u32,
            limit: ::std::option::Option<::core::primitive::u32>,
        },
        /// stream is damaged
        Damaged { source: ReadError },
        NotTransportStream,
    }
    /// Why reading stopped.
    #[derive(Clone, PartialEq)]
    #[derive(Debug)]
    pub enum ReadError {
        /// stream ended after {bytes} bytes
        End {
            /// How much was read.
            bytes: ::core::primitive::u64,
        },
        /// "{name}" is \ odd
        Odd {
            name: ::core::primitive::u8,
            error: ::std::string::String,
            kind: ::core::primitive::bool,
        },
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
        impl ::std::fmt::Display for OpenError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    OpenError::NotFound { name: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "no stream is called {}", field0)
                    }
                    OpenError::Busy { name: field0, readers: field1, limit: field2 } => {
                        let _ = field0;
                        let _ = field1;
                        let _ = field2;
                        ::std::write!(
                            f, "stream {} is busy with {} readers {{at most {:?}}}",
                            field0, field1, field2
                        )
                    }
                    OpenError::Damaged { source: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "stream is damaged")
                    }
                    OpenError::NotTransportStream => {
                        ::std::write!(f, "not transport stream")
                    }
                }
            }
        }
        impl ::std::error::Error for OpenError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    OpenError::Damaged { source: source, .. } => Some(source),
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for OpenError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    OpenError::NotFound { name: field0 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                    OpenError::Busy { name: field0, readers: field1, limit: field2 } => {
                        writer.variant(1u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field2, writer);
                    }
                    OpenError::Damaged { source: field0 } => {
                        writer.variant(2u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                    OpenError::NotTransportStream => {
                        writer.variant(3u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl ::std::fmt::Display for ReadError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    ReadError::End { bytes: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "stream ended after {} bytes", field0)
                    }
                    ReadError::Odd { name: field0, error: field1, kind: field2 } => {
                        let _ = field0;
                        let _ = field1;
                        let _ = field2;
                        ::std::write!(f, "\"{}\" is \\ odd", field0)
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
                    ReadError::End { bytes: field0 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                    ReadError::Odd { name: field0, error: field1, kind: field2 } => {
                        writer.variant(1u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field2, writer);
                    }
                }
            }
        }
        #[unsafe(export_name = "spandrel2__errors__open")]
        pub extern "C" fn call_open(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::open(&*arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::result::Result<::core::primitive::u32, OpenError>,
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
        #[unsafe(export_name = "spandrel2__errors__check")]
        pub extern "C" fn call_check(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::check(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::result::Result<(), ReadError>> = returned;
                    answer
                }
                    .map_err(|error| __spandrel::Fault::error::<
                        SpandrelBridge,
                        _,
                    >(&error))?;
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__errors__title")]
        pub extern "C" fn call_title(
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
                        let returned = __spandrel::Returns(super::title(&*arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<::std::string::String, OpenError>,
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
        #[unsafe(export_name = "spandrel2__errors__many")]
        pub extern "C" fn call_many(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("names", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok(
                    {
                        let returned = __spandrel::Returns(super::many(arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<
                                ::std::vec::Vec<::std::string::String>,
                                ReadError,
                            >,
                        > = returned;
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
        #[unsafe(export_name = "spandrel2__errors__place")]
        pub extern "C" fn call_place() -> __spandrel::FrameOf<
            <::core::primitive::u128 as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::answer_plain::<
                SpandrelBridge,
                ::core::primitive::u128,
            >(|| {
                Ok(
                    {
                        let returned = __spandrel::Returns(super::place());
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<::core::primitive::u128, ReadError>,
                        > = returned;
                        answer
                    }
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?,
                )
            })
        }
        #[unsafe(export_name = "spandrel2__errors__later")]
        pub extern "C" fn call_later(
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::option::Option<::core::primitive::u32>,
                    >()
                    .map_err(|reason| __spandrel::Fault::refused("number", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::later(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::result::Result<(), ReadError>> = returned;
                    answer
                }
                    .map_err(|error| __spandrel::Fault::error::<
                        SpandrelBridge,
                        _,
                    >(&error))?;
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__errors___words_place")]
        pub unsafe extern "C" fn words_call_place(ok: u64) -> __spandrel::Frame {
            unsafe {
                let answer = call_place();
                *(ok
                    as *mut <::core::primitive::u128 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = answer.ok.assume_init();
                answer.frame
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_errors_archive_is_stale__run_spandrel_build__fe95fcda6c87710b"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__errors___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage errors\nerror OpenError { NotFound { name: String }, Busy { name: String, readers: u32, limit: Option<u32> }, Damaged { source: ReadError }, NotTransportStream }\nerror ReadError { End { bytes: u64 }, Odd { name: u8, error: String, kind: bool } }\nrust open(name: &str) -> Result<u32, OpenError>\nrust check(name: &str) -> Result<(), ReadError>\nrust title(name: &str) -> Result<String, OpenError>\nrust many(names: Vec<String>) -> Result<Vec<String>, ReadError>\nrust place() -> Result<u128, ReadError>\nrust later(number: Option<u32>) -> Result<(), ReadError>\nsignatures 4774e7f1a64ef523\n",
            )
        }
        #[unsafe(export_name = "spandrel2__errors___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__errors___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__errors___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
