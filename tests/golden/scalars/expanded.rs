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
        #[unsafe(export_name = "spandrel2__scalars__add")]
        pub extern "C" fn call_add(
            arg0: <::core::primitive::i64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::i64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::i64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Add",
                || {
                    let arg0 = <::core::primitive::i64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::i64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::add(arg0, arg1));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::i64> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__is_even")]
        pub extern "C" fn call_is_even(
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.IsEven",
                || {
                    let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::is_even(arg0));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::bool> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__not")]
        pub extern "C" fn call_not(
            arg0: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Not",
                || {
                    let arg0 = <::core::primitive::bool as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::not(arg0));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::bool> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__small")]
        pub extern "C" fn call_small(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::i8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::i16 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Small",
                || {
                    let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u16 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg2 = <::core::primitive::i8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg2)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg3 = <::core::primitive::i16 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg3)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::small(arg0, arg1, arg2, arg3),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::i32> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__half")]
        pub extern "C" fn call_half(
            arg0: <::core::primitive::f32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::f32 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Half",
                || {
                    let arg0 = <::core::primitive::f32 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::half(arg0));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::f32> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__ratio")]
        pub extern "C" fn call_ratio(
            arg0: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Ratio",
                || {
                    let arg0 = <::core::primitive::f64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::f64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::ratio(arg0, arg1),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::f64> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__size")]
        pub extern "C" fn call_size(
            arg0: <::core::primitive::usize as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::isize as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::usize as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Size",
                || {
                    let arg0 = <::core::primitive::usize as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::isize as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::size(arg0, arg1));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::usize> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__next_letter")]
        pub extern "C" fn call_next_letter(
            arg0: <::core::primitive::char as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::char as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("letter", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::next_letter(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::char> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__scalars__letter")]
        pub extern "C" fn call_letter() -> <::core::primitive::char as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "scalars.Letter",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::letter());
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::char> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__nothing")]
        pub extern "C" fn call_nothing() {
            __spandrel::infallible(
                "scalars.Nothing",
                || {
                    {
                        let returned = __spandrel::Returns(super::nothing());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        extern "C" fn call_rotate(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Rotate",
                || {
                    let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u32 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::rotate(arg0, arg1),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u64> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__rotate")]
        pub extern "C" fn ordinary_call_rotate(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::ordinary_leaf(|| call_rotate(arg0, arg1))
        }
        extern "C" fn call_digits(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg4: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg5: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg6: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "scalars.Digits",
                || {
                    let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg2 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg2)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg3 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg3)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg4 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg4)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg5 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg5)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg6 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg6)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::digits(arg0, arg1, arg2, arg3, arg4, arg5, arg6),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u64> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__scalars__digits")]
        pub extern "C" fn ordinary_call_digits(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg4: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg5: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg6: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::ordinary_leaf(|| call_digits(
                arg0,
                arg1,
                arg2,
                arg3,
                arg4,
                arg5,
                arg6,
            ))
        }
        #[unsafe(export_name = "spandrel2__scalars___words_half")]
        pub unsafe extern "C" fn words_call_half(arg0: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_half(
                        <<::core::primitive::f32 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__scalars___words_ratio")]
        pub unsafe extern "C" fn words_call_ratio(arg0: u64, arg1: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_ratio(
                        <<::core::primitive::f64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                        <<::core::primitive::f64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg1),
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__scalars___leaf_rotate")]
        pub unsafe extern "C" fn leaf_call_rotate(arg0: u64, arg1: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_rotate(
                        <<::core::primitive::u64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                        <<::core::primitive::u32 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg1),
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__scalars___leaf_digits")]
        pub unsafe extern "C" fn leaf_call_digits(
            arg0: u64,
            arg1: u64,
            arg2: u64,
            arg3: u64,
            arg4: u64,
            arg5: u64,
            arg6: u64,
        ) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_digits(
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg1),
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg2),
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg3),
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg4),
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg5),
                        <<::core::primitive::u8 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg6),
                    ),
                )
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_scalars_archive_is_stale__run_spandrel_build__bba6a64d89a65fda"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__scalars___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage scalars\nrust add(a: i64, b: i64) -> i64\nrust is_even(number: u32) -> bool\nrust not(value: bool) -> bool\nrust small(a: u8, b: u16, c: i8, d: i16) -> i32\nrust half(value: f32) -> f32\nrust ratio(top: f64, bottom: f64) -> f64\nrust size(count: usize, step: isize) -> usize\nrust next_letter(letter: char) -> char\nrust letter() -> char\nrust nothing()\nrust leaf rotate(value: u64, by: u32) -> u64\nrust leaf digits(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8) -> u64\nsignatures 36df7441170627fe\n",
            )
        }
        #[unsafe(export_name = "spandrel2__scalars___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__scalars___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__scalars___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
