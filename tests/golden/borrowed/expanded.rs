// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[derive(Debug)]
    pub enum DrainError {
        /// nothing is left
        Empty,
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
        impl ::std::fmt::Display for DrainError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    DrainError::Empty => ::std::write!(f, "nothing is left"),
                }
            }
        }
        impl ::std::error::Error for DrainError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for DrainError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    DrainError::Empty => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Object for super::Pipe {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "borrowed.Pipe";
        }
        #[unsafe(export_name = "spandrel2__borrowed__zeros")]
        pub extern "C" fn call_zeros(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::zeros(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::u8>> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_bytes(
                    "borrowed.Zeros",
                    scratch,
                    scratch_capacity,
                    run,
                )
            }
        }
        extern "C" fn call_find(
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            arg1: *const u8,
            arg1_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe {
                    __spandrel::slice::<
                        SpandrelBridge,
                        ::core::primitive::u8,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("buf", &reason))?;
                let arg1 = unsafe { __spandrel::text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("key", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::find(&*arg0, &*arg1));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::u8>> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__borrowed__find")]
        pub extern "C" fn ordinary_call_find(
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            arg1: *const u8,
            arg1_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            __spandrel::ordinary_leaf(|| call_find(
                arg0,
                arg0_len,
                arg1,
                arg1_len,
                scratch,
                scratch_capacity,
            ))
        }
        #[unsafe(export_name = "spandrel2__borrowed__join")]
        pub extern "C" fn call_join(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::vec::Vec<::std::vec::Vec<::core::primitive::u8>>,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::join(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::u8>> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_bytes(
                    "borrowed.Join",
                    scratch,
                    scratch_capacity,
                    run,
                )
            }
        }
        #[unsafe(export_name = "spandrel2__borrowed__Pipe_new")]
        pub extern "C" fn call_Pipe_new() -> __spandrel::Frame {
            __spandrel::answer(|| {
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::Pipe::new());
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Pipe> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__borrowed__Pipe_drain")]
        pub extern "C" fn call_Pipe_drain(
            handle: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                __spandrel::with_exclusive::<
                    super::Pipe,
                    _,
                >(
                    handle,
                    |this| {
                        Ok(
                            {
                                let returned = __spandrel::Returns(
                                    super::Pipe::drain(this),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<
                                    ::std::result::Result<
                                        ::std::vec::Vec<::core::primitive::u8>,
                                        DrainError,
                                    >,
                                > = returned;
                                answer
                            }
                                .map_err(|error| __spandrel::Fault::error::<
                                    SpandrelBridge,
                                    _,
                                >(&error))?,
                        )
                    },
                )
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__borrowed__Pipe_peek")]
        pub extern "C" fn call_Pipe_peek(
            handle: u64,
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("skip", &reason))?;
                __spandrel::with_shared::<
                    super::Pipe,
                    _,
                >(
                    handle,
                    |this| {
                        Ok({
                            let returned = __spandrel::Returns(
                                super::Pipe::peek(this, arg0),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::vec::Vec<::core::primitive::u8>,
                            > = returned;
                            answer
                        })
                    },
                )
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__borrowed__both")]
        pub extern "C" fn call_both(
            arg0: u64,
            arg1: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                __spandrel::with_shared::<
                    super::Pipe,
                    _,
                >(
                    arg1,
                    |arg1| {
                        __spandrel::with_shared::<
                            super::Pipe,
                            _,
                        >(
                            arg0,
                            |arg0| {
                                Ok({
                                    let returned = __spandrel::Returns(super::both(arg0, arg1));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<
                                        ::std::vec::Vec<::core::primitive::u8>,
                                    > = returned;
                                    answer
                                })
                            },
                        )
                    },
                )
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__borrowed___leaf_find")]
        pub unsafe extern "C" fn leaf_call_find(
            arg0: u64,
            arg0_len: u64,
            arg1: u64,
            arg1_len: u64,
            scratch: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call_find(
                    arg0
                        as *const <::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw,
                    arg0_len,
                    arg1 as *const u8,
                    arg1_len,
                    scratch as *mut u8,
                    scratch_capacity,
                )
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_borrowed_archive_is_stale__run_spandrel_build__7c902276cd9d130e"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__borrowed___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage borrowed\nerror DrainError { Empty = 0 }\nobject Pipe\nrust zeros(count: u64) -> Vec<u8>\nrust leaf find(buf: &[u8], key: &str) -> Vec<u8>\nrust join(parts: Vec<Vec<u8>>) -> Vec<u8>\nrust Pipe::new() -> Pipe\nrust Pipe::drain(&mut self) -> Result<Vec<u8>, DrainError>\nrust Pipe::peek(&self, skip: u64) -> Vec<u8>\nrust both(a: &Pipe, b: &Pipe) -> Vec<u8>\nsignatures 4518945e7ae0b16a\n",
            )
        }
        #[unsafe(export_name = "spandrel2__borrowed___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__borrowed___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__borrowed___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
