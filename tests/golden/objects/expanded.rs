// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[derive(Debug)]
    pub enum CounterError {
        /// counter is at its limit of {limit}
        Limit { limit: ::core::primitive::u64 },
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
        impl ::std::fmt::Display for CounterError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    CounterError::Limit { limit: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "counter is at its limit of {}", field0)
                    }
                }
            }
        }
        impl ::std::error::Error for CounterError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for CounterError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    CounterError::Limit { limit: field0 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Object for super::Counter {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "objects.Counter";
        }
        impl __spandrel::Object for super::Log {
            const KIND: u8 = 2u8;
            const NAME: &'static str = "objects.Log";
        }
        impl __spandrel::Object for super::Bench {
            const KIND: u8 = 3u8;
            const NAME: &'static str = "objects.Bench";
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_new")]
        pub extern "C" fn call_Counter_new(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("start", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::Counter::new(arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Counter> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_open")]
        pub extern "C" fn call_Counter_open(
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe {
                    __spandrel::slice::<
                        SpandrelBridge,
                        ::core::primitive::u8,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("saved", &reason))?;
                let arg1 = unsafe { __spandrel::owned_text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(
                            super::Counter::open(&*arg0, arg1),
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<super::Counter, CounterError>,
                        > = returned;
                        answer
                    }
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?
                })
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_with_name")]
        pub extern "C" fn call_Counter_with_name(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(
                            super::Counter::with_name(&*arg0),
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Counter> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_value")]
        pub extern "C" fn call_Counter_value(handle: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::Word::<
                            SpandrelBridge,
                        >::to_word(
                                &{
                                    let returned = __spandrel::Returns(
                                        super::Counter::value(this),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::core::primitive::u64> = returned;
                                    answer
                                },
                            )
                            .map_err(|reason| __spandrel::Fault::refused(
                                "result",
                                &reason,
                            ))
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_name")]
        pub extern "C" fn call_Counter_name(
            handle: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        Ok({
                            let returned = __spandrel::Returns(
                                super::Counter::name(this),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::std::string::String> = returned;
                            answer
                        })
                    },
                )
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_add")]
        pub extern "C" fn call_Counter_add(
            handle: u64,
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("amount", &reason))?;
                __spandrel::with_exclusive::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::Word::<
                            SpandrelBridge,
                        >::to_word(
                                &{
                                    let returned = __spandrel::Returns(
                                        super::Counter::add(this, arg0),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<
                                        ::std::result::Result<::core::primitive::u64, CounterError>,
                                    > = returned;
                                    answer
                                }
                                    .map_err(|error| __spandrel::Fault::error::<
                                        SpandrelBridge,
                                        _,
                                    >(&error))?,
                            )
                            .map_err(|reason| __spandrel::Fault::refused(
                                "result",
                                &reason,
                            ))
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_reset")]
        pub extern "C" fn call_Counter_reset(handle: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_exclusive::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::Counter::reset(this),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_absorb")]
        pub extern "C" fn call_Counter_absorb(
            handle: u64,
            arg0: u64,
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg1 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("names", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    arg0,
                    |arg0| {
                        __spandrel::with_exclusive::<
                            super::Counter,
                            _,
                        >(
                            handle,
                            |this| {
                                let () = {
                                    let returned = __spandrel::Returns(
                                        super::Counter::absorb(this, arg0, arg1),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<
                                        ::std::result::Result<(), CounterError>,
                                    > = returned;
                                    answer
                                }
                                    .map_err(|error| __spandrel::Fault::error::<
                                        SpandrelBridge,
                                        _,
                                    >(&error))?;
                                Ok(0)
                            },
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_fork")]
        pub extern "C" fn call_Counter_fork(handle: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::insert({
                            let returned = __spandrel::Returns(
                                super::Counter::fork(this),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<super::Counter> = returned;
                            answer
                        })
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_history")]
        pub extern "C" fn call_Counter_history(
            handle: u64,
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("c", &reason))?;
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        Ok({
                            let returned = __spandrel::Returns(
                                super::Counter::history(this, arg0),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::vec::Vec<::core::primitive::u64>,
                            > = returned;
                            answer
                        })
                    },
                )
            };
            unsafe {
                __spandrel::answer_packed::<
                    SpandrelBridge,
                    _,
                >(scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_handle")]
        pub extern "C" fn call_Counter_handle(
            handle: u64,
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("handle", &reason))?;
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::Word::<
                            SpandrelBridge,
                        >::to_word(
                                &{
                                    let returned = __spandrel::Returns(
                                        super::Counter::handle(this, arg0),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::core::primitive::bool> = returned;
                                    answer
                                },
                            )
                            .map_err(|reason| __spandrel::Fault::refused(
                                "result",
                                &reason,
                            ))
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Counter_span")]
        pub extern "C" fn call_Counter_span(
            handle: u64,
        ) -> __spandrel::FrameOf<
            <[::core::primitive::u64; 2usize] as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::answer_plain::<
                SpandrelBridge,
                [::core::primitive::u64; 2usize],
            >(|| {
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    handle,
                    |this| {
                        Ok({
                            let returned = __spandrel::Returns(
                                super::Counter::span(this),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<[::core::primitive::u64; 2usize]> = returned;
                            answer
                        })
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Log_new_log")]
        pub extern "C" fn call_Log_new_log(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("title", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::Log::new_log(&*arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Log> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Log_write")]
        pub extern "C" fn call_Log_write(
            handle: u64,
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("line", &reason))?;
                __spandrel::with_shared::<
                    super::Log,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::Log::write(this, &*arg0),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Log_lines")]
        pub extern "C" fn call_Log_lines(
            handle: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                __spandrel::with_shared::<
                    super::Log,
                    _,
                >(
                    handle,
                    |this| {
                        Ok({
                            let returned = __spandrel::Returns(super::Log::lines(this));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::vec::Vec<::std::string::String>,
                            > = returned;
                            answer
                        })
                    },
                )
            };
            unsafe {
                __spandrel::answer_packed::<
                    SpandrelBridge,
                    _,
                >(scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__objects__Bench_new_bench")]
        pub extern "C" fn call_Bench_new_bench() -> __spandrel::Frame {
            __spandrel::answer(|| {
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::Bench::new_bench());
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Bench> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__objects__Bench_put")]
        pub extern "C" fn call_Bench_put(
            handle: u64,
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("b", &reason))?;
                __spandrel::with_exclusive::<
                    super::Bench,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::Bench::put(this, arg0),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__spare")]
        pub extern "C" fn call_spare() -> __spandrel::Frame {
            __spandrel::answer(|| {
                __spandrel::insert({
                    let returned = __spandrel::Returns(super::spare());
                    let __spandrel::Returns(answer): __spandrel::Returns<super::Bench> = returned;
                    answer
                })
            })
        }
        #[unsafe(export_name = "spandrel2__objects__report")]
        pub extern "C" fn call_report(
            arg0: u64,
            arg1: u64,
            arg2: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg2 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg2)
                    .map_err(|reason| __spandrel::Fault::refused("times", &reason))?;
                __spandrel::with_shared::<
                    super::Log,
                    _,
                >(
                    arg1,
                    |arg1| {
                        __spandrel::with_shared::<
                            super::Counter,
                            _,
                        >(
                            arg0,
                            |arg0| {
                                __spandrel::Word::<
                                    SpandrelBridge,
                                >::to_word(
                                        &{
                                            let returned = __spandrel::Returns(
                                                super::report(arg0, arg1, arg2),
                                            );
                                            let __spandrel::Returns(
                                                answer,
                                            ): __spandrel::Returns<
                                                ::std::result::Result<::core::primitive::u32, CounterError>,
                                            > = returned;
                                            answer
                                        }
                                            .map_err(|error| __spandrel::Fault::error::<
                                                SpandrelBridge,
                                                _,
                                            >(&error))?,
                                    )
                                    .map_err(|reason| __spandrel::Fault::refused(
                                        "result",
                                        &reason,
                                    ))
                            },
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__swap")]
        pub extern "C" fn call_swap(arg0: u64, arg1: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_exclusive::<
                    super::Counter,
                    _,
                >(
                    arg1,
                    |arg1| {
                        __spandrel::with_exclusive::<
                            super::Counter,
                            _,
                        >(
                            arg0,
                            |arg0| {
                                let () = {
                                    let returned = __spandrel::Returns(super::swap(arg0, arg1));
                                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                                    answer
                                };
                                Ok(0)
                            },
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects__total")]
        pub extern "C" fn call_total(arg0: u64, arg1: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_shared::<
                    super::Counter,
                    _,
                >(
                    arg1,
                    |arg1| {
                        __spandrel::with_shared::<
                            super::Counter,
                            _,
                        >(
                            arg0,
                            |arg0| {
                                __spandrel::Word::<
                                    SpandrelBridge,
                                >::to_word(
                                        &{
                                            let returned = __spandrel::Returns(
                                                super::total(arg0, arg1),
                                            );
                                            let __spandrel::Returns(
                                                answer,
                                            ): __spandrel::Returns<::core::primitive::u64> = returned;
                                            answer
                                        },
                                    )
                                    .map_err(|reason| __spandrel::Fault::refused(
                                        "result",
                                        &reason,
                                    ))
                            },
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__objects___words_Counter_span")]
        pub unsafe extern "C" fn words_call_Counter_span(
            handle: u64,
            ok: u64,
        ) -> __spandrel::Frame {
            unsafe {
                let answer = call_Counter_span(handle);
                *(ok
                    as *mut <[::core::primitive::u64; 2usize] as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = answer.ok.assume_init();
                answer.frame
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_objects_archive_is_stale__run_spandrel_build__68abe882f627cd09"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__objects___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage objects\nerror CounterError { Limit { limit: u64 } }\nobject Counter\nobject Log\nobject Bench\nrust Counter::new(start: u64) -> Counter\nrust Counter::open(saved: &[u8], name: String) -> Result<Counter, CounterError>\nrust Counter::with_name(name: &str) -> Counter\nrust Counter::value(&self) -> u64\nrust Counter::name(&self) -> String\nrust Counter::add(&mut self, amount: u64) -> Result<u64, CounterError>\nrust Counter::reset(&mut self)\nrust Counter::absorb(&mut self, other: &Counter, names: Vec<String>) -> Result<(), CounterError>\nrust Counter::fork(&self) -> Counter\nrust Counter::history(&self, c: u32) -> Vec<u64>\nrust Counter::handle(&self, handle: u32) -> bool\nrust Counter::span(&self) -> [u64; 2]\nrust Log::new_log(title: &str) -> Log\nrust Log::write(&self, line: &str)\nrust Log::lines(&self) -> Vec<String>\nrust Bench::new_bench() -> Bench\nrust Bench::put(&mut self, b: u64)\nrust spare() -> Bench\nrust report(counter: &Counter, log: &Log, times: u32) -> Result<u32, CounterError>\nrust swap(a: &mut Counter, b: &mut Counter)\nrust total(a: &Counter, b: &Counter) -> u64\nsignatures 39f7216488046b72\n",
            )
        }
        #[unsafe(export_name = "spandrel2__objects___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__objects___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__objects___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
