// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[repr(C)]
    pub struct Size {
        pub width: ::core::primitive::u32,
        pub height: ::core::primitive::u32,
    }
    #[derive(Debug)]
    pub enum FetchError {
        /// no answer from {host}
        Silent { host: ::std::string::String },
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
        pub struct SpandrelRawSize {
            width: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            height: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawSize > () == 8usize &&
            ::std::mem::align_of:: < SpandrelRawSize > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSize, width) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSize, height) == 4usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Size {
            type Raw = SpandrelRawSize;
            const IN_PLACE: bool = true
                && <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawSize) -> Result<Self, __spandrel::Refusal> {
                Ok(Size {
                    width: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.width)?,
                    height: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.height)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawSize, __spandrel::Refusal> {
                Ok(SpandrelRawSize {
                    width: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.width)?,
                    height: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.height)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Size {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.width, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.height, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Size {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Size {
                    width: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    height: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl ::std::fmt::Display for FetchError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    FetchError::Silent { host: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "no answer from {}", field0)
                    }
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
                    FetchError::Silent { host: field0 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Object for super::Connection {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "tasks.Connection";
        }
        #[unsafe(export_name = "spandrel2__tasks__pause")]
        pub extern "C" fn call_pause(
            waiter: u64,
            arg0: <::std::time::Duration as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Pause",
                waiter,
                || {
                    let arg0 = <::std::time::Duration as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .map_err(|reason| __spandrel::Fault::refused("time", &reason))?;
                    Ok(async move {
                        {
                            let returned = __spandrel::Returns(super::pause(arg0).await);
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        }
                    })
                },
                |output| {
                    let () = output;
                    Ok(0)
                },
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__random")]
        pub extern "C" fn call_random(waiter: u64) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Random",
                waiter,
                || {
                    Ok(async move {
                        {
                            let returned = __spandrel::Returns(super::random().await);
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u64> = returned;
                            answer
                        }
                    })
                },
                |output| Ok(
                    __spandrel::Word::<SpandrelBridge>::to_word(&output)
                        .map_err(|reason| __spandrel::Fault::refused("result", &reason))?,
                ),
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__fetch")]
        pub extern "C" fn call_fetch(
            waiter: u64,
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let make = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = unsafe { __spandrel::owned_text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("url", &reason))?;
                let arg1 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("headers", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok(async move {
                    {
                        let returned = __spandrel::Returns(
                            super::fetch(&arg0, &arg1).await,
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<::std::string::String, FetchError>,
                        > = returned;
                        answer
                    }
                })
            };
            unsafe {
                __spandrel::start_bytes(
                    "tasks.Fetch",
                    waiter,
                    scratch,
                    scratch_capacity,
                    make,
                    |output| Ok(
                        output
                            .map_err(|error| __spandrel::Fault::error::<
                                SpandrelBridge,
                                _,
                            >(&error))?,
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__tasks__digest")]
        pub extern "C" fn call_digest(
            waiter: u64,
            arg0: *const <::core::primitive::u32 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            arg1: __spandrel::ByValue<
                <[::core::primitive::u8; 4usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::Raw,
            >,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let make = || {
                let arg0 = unsafe {
                    __spandrel::owned_slice::<
                        SpandrelBridge,
                        ::core::primitive::u32,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("parts", &reason))?;
                let arg1 = <[::core::primitive::u8; 4usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1.0)
                    .map_err(|reason| __spandrel::Fault::refused("seed", &reason))?;
                Ok(async move {
                    {
                        let returned = __spandrel::Returns(
                            super::digest(&arg0, arg1).await,
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<::std::vec::Vec<::core::primitive::u8>> = returned;
                        answer
                    }
                })
            };
            unsafe {
                __spandrel::start_bytes(
                    "tasks.Digest",
                    waiter,
                    scratch,
                    scratch_capacity,
                    make,
                    |output| Ok(output),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__tasks__measure")]
        pub extern "C" fn call_measure(
            waiter: u64,
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let make = || {
                let arg0 = unsafe {
                    __spandrel::owned_slice::<
                        SpandrelBridge,
                        ::core::primitive::u8,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("image", &reason))?;
                Ok(async move {
                    {
                        let returned = __spandrel::Returns(super::measure(arg0).await);
                        let __spandrel::Returns(answer): __spandrel::Returns<Size> = returned;
                        answer
                    }
                })
            };
            unsafe {
                __spandrel::start_packed::<
                    SpandrelBridge,
                    _,
                    _,
                >(
                    "tasks.Measure",
                    waiter,
                    scratch,
                    scratch_capacity,
                    make,
                    |output| Ok(output),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__tasks__names")]
        pub extern "C" fn call_names(
            waiter: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let make = || {
                Ok(async move {
                    {
                        let returned = __spandrel::Returns(super::names().await);
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<::std::vec::Vec<::std::string::String>> = returned;
                        answer
                    }
                })
            };
            unsafe {
                __spandrel::start_packed::<
                    SpandrelBridge,
                    _,
                    _,
                >(
                    "tasks.Names",
                    waiter,
                    scratch,
                    scratch_capacity,
                    make,
                    |output| Ok(output),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__tasks__seal")]
        pub extern "C" fn call_seal(
            waiter: u64,
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1_owner: u64,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Seal",
                waiter,
                || {
                    let arg0: ::spandrel::Bytes = unsafe {
                        __spandrel::borrowed_bytes("data", arg0_owner, arg0, arg0_len)
                    }?;
                    let arg1: ::spandrel::Secret<[::core::primitive::u8]> = unsafe {
                        __spandrel::borrowed_secret("key", arg1_owner, arg1, arg1_len)
                    }?;
                    Ok(async move {
                        {
                            let returned = __spandrel::Returns(
                                super::seal(arg0, arg1).await,
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::spandrel::Bytes> = returned;
                            answer
                        }
                    })
                },
                |output| Ok(__spandrel::retain(output)),
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__Connection_accept")]
        pub extern "C" fn call_Connection_accept(
            waiter: u64,
            arg0: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.AcceptConnection",
                waiter,
                || {
                    let arg0 = <::core::primitive::u16 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .map_err(|reason| __spandrel::Fault::refused("port", &reason))?;
                    Ok(async move {
                        {
                            let returned = __spandrel::Returns(
                                super::Connection::accept(arg0).await,
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<super::Connection> = returned;
                            answer
                        }
                    })
                },
                |output| __spandrel::insert(output),
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__connect")]
        pub extern "C" fn call_connect(
            waiter: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Connect",
                waiter,
                || {
                    let arg0 = unsafe { __spandrel::owned_text(arg0, arg0_len) }
                        .map_err(|reason| __spandrel::Fault::refused("host", &reason))?;
                    let arg1 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .map_err(|reason| __spandrel::Fault::refused(
                            "waiter",
                            &reason,
                        ))?;
                    Ok(async move {
                        {
                            let returned = __spandrel::Returns(
                                super::connect(arg0, arg1).await,
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::result::Result<super::Connection, FetchError>,
                            > = returned;
                            answer
                        }
                    })
                },
                |output| __spandrel::insert(
                    output
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?,
                ),
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__Connection_ping")]
        pub extern "C" fn call_Connection_ping(
            waiter: u64,
            handle: u64,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Connection.Ping",
                waiter,
                || {
                    let this = __spandrel::hold::<super::Connection>(handle)?;
                    Ok(
                        __spandrel::holding(
                            [this.used()],
                            async move {
                                {
                                    let returned = __spandrel::Returns(
                                        super::Connection::ping(&this).await,
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::std::time::Duration> = returned;
                                    answer
                                }
                            },
                        ),
                    )
                },
                |output| Ok(
                    __spandrel::Word::<SpandrelBridge>::to_word(&output)
                        .map_err(|reason| __spandrel::Fault::refused("result", &reason))?,
                ),
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__Connection_send")]
        pub extern "C" fn call_Connection_send(
            waiter: u64,
            handle: u64,
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Connection.Send",
                waiter,
                || {
                    let arg0 = unsafe {
                        __spandrel::owned_slice::<
                            SpandrelBridge,
                            ::core::primitive::u8,
                        >(arg0, arg0_len)
                    }
                        .map_err(|reason| __spandrel::Fault::refused(
                            "packet",
                            &reason,
                        ))?;
                    let this = __spandrel::hold::<super::Connection>(handle)?;
                    Ok(
                        __spandrel::holding(
                            [this.used()],
                            async move {
                                {
                                    let returned = __spandrel::Returns(
                                        super::Connection::send(&this, &arg0).await,
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<
                                        ::std::result::Result<(), FetchError>,
                                    > = returned;
                                    answer
                                }
                            },
                        ),
                    )
                },
                |output| {
                    let () = output
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?;
                    Ok(0)
                },
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__join")]
        pub extern "C" fn call_join(
            waiter: u64,
            arg0: u64,
            arg1: u64,
        ) -> __spandrel::Frame {
            __spandrel::start_word(
                "tasks.Join",
                waiter,
                || {
                    let arg0 = __spandrel::hold::<super::Connection>(arg0)?;
                    let arg1 = __spandrel::hold::<super::Connection>(arg1)?;
                    Ok(
                        __spandrel::holding(
                            [arg0.used(), arg1.used()],
                            async move {
                                {
                                    let returned = __spandrel::Returns(
                                        super::join(&arg0, &arg1).await,
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::core::primitive::bool> = returned;
                                    answer
                                }
                            },
                        ),
                    )
                },
                |output| Ok(
                    __spandrel::Word::<SpandrelBridge>::to_word(&output)
                        .map_err(|reason| __spandrel::Fault::refused("result", &reason))?,
                ),
            )
        }
        #[unsafe(export_name = "spandrel2__tasks__Connection_close_all")]
        pub extern "C" fn call_Connection_close_all(handle: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_exclusive::<
                    super::Connection,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::Connection::close_all(this),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__tasks___words_digest")]
        pub unsafe extern "C" fn words_call_digest(
            waiter: u64,
            arg0: u64,
            arg0_len: u64,
            arg1: u64,
            scratch: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call_digest(
                    waiter,
                    arg0
                        as *const <::core::primitive::u32 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw,
                    arg0_len,
                    __spandrel::ByValue(
                        *(arg1
                            as *const <[::core::primitive::u8; 4usize] as __spandrel::Plain<
                                SpandrelBridge,
                            >>::Raw),
                    ),
                    scratch as *mut u8,
                    scratch_capacity,
                )
            }
        }
        #[unsafe(export_name = "spandrel2__tasks___completed")]
        pub extern "C" fn completed() -> *const () {
            __spandrel::completed()
        }
        #[unsafe(export_name = "spandrel2__tasks___listen")]
        pub extern "C" fn listen(wanted: u8) -> u64 {
            __spandrel::listen(wanted)
        }
        #[unsafe(export_name = "spandrel2__tasks___resume")]
        pub extern "C" fn resume(task: u64, waiter: u64) -> __spandrel::Frame {
            __spandrel::resume(task, waiter)
        }
        #[unsafe(
            export_name = "spandrel2__bridge_tasks_archive_is_stale__run_spandrel_build__01dcfc8ca850a573"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__tasks___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage tasks\nrecord Size { width: u32, height: u32 }\nerror FetchError { Silent { host: String } }\nobject Connection\nrust async pause(time: Duration)\nrust async random() -> u64\nrust async fetch(url: &str, headers: &[String]) -> Result<String, FetchError>\nrust async digest(parts: &[u32], seed: [u8; 4]) -> Vec<u8>\nrust async measure(image: Vec<u8>) -> Size\nrust async names() -> Vec<String>\nrust async seal(data: Bytes, key: Secret<[u8]>) -> Bytes\nrust async Connection::accept(port: u16) -> Connection\nrust async connect(host: String, waiter: u8) -> Result<Connection, FetchError>\nrust async Connection::ping(&self) -> Duration\nrust async Connection::send(&self, packet: &[u8]) -> Result<(), FetchError>\nrust async join(a: &Connection, b: &Connection) -> bool\nrust Connection::close_all(&mut self)\nsignatures ba294db136026d4e\n",
            )
        }
        #[unsafe(export_name = "spandrel2__tasks___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__tasks___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__tasks___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
