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
        #[unsafe(export_name = "spandrel2__lists__twice")]
        pub extern "C" fn call_twice(
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe {
                    __spandrel::owned_slice::<
                        SpandrelBridge,
                        ::core::primitive::u8,
                    >(arg0, arg0_len)
                }
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::twice(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::u8>> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_bytes(
                    "lists.Twice",
                    scratch,
                    scratch_capacity,
                    run,
                )
            }
        }
        #[unsafe(export_name = "spandrel2__lists__sorted")]
        pub extern "C" fn call_sorted(
            arg0: *const <::core::primitive::i32 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe {
                    __spandrel::owned_slice::<
                        SpandrelBridge,
                        ::core::primitive::i32,
                    >(arg0, arg0_len)
                }
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::sorted(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::i32>> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("lists.Sorted", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__lists__words")]
        pub extern "C" fn call_words(
            arg0: *const u8,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("text", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::words(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::std::string::String>> = returned;
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
        #[unsafe(export_name = "spandrel2__lists__longest")]
        pub extern "C" fn call_longest(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("words", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::longest(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__lists__transpose")]
        pub extern "C" fn call_transpose(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::vec::Vec<::std::vec::Vec<::core::primitive::f64>>,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::transpose(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::vec::Vec<::std::vec::Vec<::core::primitive::f64>>,
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("lists.Transpose", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__lists__flags")]
        pub extern "C" fn call_flags(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::flags(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::bool>> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("lists.Flags", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__lists__append")]
        pub extern "C" fn call_append(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("b", &reason))?;
                let arg1 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("r", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::append(arg0, arg1));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::std::string::String>> = returned;
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
        #[unsafe(
            export_name = "spandrel2__bridge_lists_archive_is_stale__run_spandrel_build__592ae2870fcbea17"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__lists___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage lists\nrust twice(data: Vec<u8>) -> Vec<u8>\nrust sorted(numbers: Vec<i32>) -> Vec<i32>\nrust words(text: &str) -> Vec<String>\nrust longest(words: Vec<String>) -> String\nrust transpose(rows: Vec<Vec<f64>>) -> Vec<Vec<f64>>\nrust flags(bits: u8) -> Vec<bool>\nrust append(b: Vec<String>, r: Vec<String>) -> Vec<String>\nsignatures 25a21e893e715e54\n",
            )
        }
        #[unsafe(export_name = "spandrel2__lists___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__lists___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__lists___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
