// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
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
        #[unsafe(export_name = "spandrel2__text__greet")]
        pub extern "C" fn call_greet(
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::greet(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__text__keep")]
        pub extern "C" fn call_keep(
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::owned_text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("text", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::keep(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u64> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__text__count")]
        pub extern "C" fn call_count(
            arg0: *const u8,
            arg0_len: u64,
            arg1: <::core::primitive::char as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("text", &reason))?;
                let arg1 = <::core::primitive::char as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("letter", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::count(&*arg0, arg1),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::usize> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__text__version")]
        pub extern "C" fn call_version(
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                {
                    let returned = __spandrel::Returns(super::version());
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_bytes(
                    "text.Version",
                    scratch,
                    scratch_capacity,
                    run,
                )
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_text_archive_is_stale__run_spandrel_build__22a71c5a75e2b726"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__text___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage text\nrust greet(name: &str) -> String\nrust keep(text: String) -> u64\nrust count(text: &str, letter: char) -> usize\nrust version() -> String\nsignatures 7c5a57200e44dc06\n",
            )
        }
        #[unsafe(export_name = "spandrel2__text___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__text___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__text___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
