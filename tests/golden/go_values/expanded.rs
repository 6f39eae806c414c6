// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(0x6a8e165f8e0aecb6_u64, &[])
    };
    /// Something of Go's.
    #[derive(Debug)]
    pub struct Token {
        value: ::spandrel::private::GoValue,
    }
    impl Token {}
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
        #[unsafe(export_name = "spandrel2__govalues__keep")]
        pub extern "C" fn call_keep(arg0: u64) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value0 = __spandrel::GoValue::owned(arg0);
                let arg0 = Token { value: value0 };
                let () = {
                    let returned = __spandrel::Returns(super::keep(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__govalues__look")]
        pub extern "C" fn call_look(arg0: u64) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value0 = __spandrel::GoValue::borrowed(arg0);
                let arg0 = Token { value: value0 };
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::look(&arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u8> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(
            export_name = "spandrel2__bridge_govalues_archive_is_stale__run_spandrel_build__6a8e165f8e0aecb6"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__govalues___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage govalues\ninterface Token\nrust keep(token: Token)\nrust look(token: &Token) -> u8\nsignatures 6af1eff411848edb\n",
            )
        }
        #[unsafe(export_name = "spandrel2__govalues___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__govalues___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__govalues___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__govalues___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__govalues___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__govalues___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__govalues___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
