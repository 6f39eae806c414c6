// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// A point in the plane, in millimetres.
    #[derive(Clone, Copy)]
    #[repr(C)]
    pub struct Point {
        pub x: ::core::primitive::f64,
        pub y: ::core::primitive::f64,
    }
    #[repr(i32)]
    pub enum Channel {
        Left = 0,
        Right = 1,
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
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPoint {
            x: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            y: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPoint > () == 16usize &&
            ::std::mem::align_of:: < SpandrelRawPoint > () == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPoint, x) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPoint, y) == 8usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Point {
            type Raw = SpandrelRawPoint;
            const IN_PLACE: bool = true
                && <::core::primitive::f64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::f64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawPoint) -> Result<Self, __spandrel::Refusal> {
                Ok(Point {
                    x: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.x)?,
                    y: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.y)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawPoint, __spandrel::Refusal> {
                Ok(SpandrelRawPoint {
                    x: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.x)?,
                    y: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.y)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Point {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.x, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.y, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Point {
            const MIN_SIZE: usize = 0
                + <::core::primitive::f64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::f64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Point {
                    x: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    y: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        unsafe impl __spandrel::Plain<SpandrelBridge> for Channel {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Channel::Left),
                    1 => Ok(Channel::Right),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Channel",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Channel::Left => 0,
                        Channel::Right => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Channel {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Channel {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Channel {
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
        #[unsafe(export_name = "spandrel2__slices__checksum")]
        pub extern "C" fn call_checksum(
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "slices.Checksum",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            ::core::primitive::u8,
                        >(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::checksum(&*arg0));
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
        #[unsafe(export_name = "spandrel2__slices__mean")]
        pub extern "C" fn call_mean(
            arg0: *const <::core::primitive::f32 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> <::core::primitive::f32 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "slices.Mean",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            ::core::primitive::f32,
                        >(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::mean(&*arg0));
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
        #[unsafe(export_name = "spandrel2__slices__reverse")]
        pub extern "C" fn call_reverse(
            arg0: *const <::core::primitive::i64 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe {
                    __spandrel::slice::<
                        SpandrelBridge,
                        ::core::primitive::i64,
                    >(arg0, arg0_len)
                }
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::reverse(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::core::primitive::i64>> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("slices.Reverse", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__slices__perimeter")]
        pub extern "C" fn call_perimeter(
            arg0: *const <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg0_len: u64,
        ) -> <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "slices.Perimeter",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<SpandrelBridge, Point>(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::perimeter(&*arg0),
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
        #[unsafe(export_name = "spandrel2__slices__all")]
        pub extern "C" fn call_all(
            arg0: *const <::core::primitive::bool as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "slices.All",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            ::core::primitive::bool,
                        >(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::all(&*arg0));
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
        #[unsafe(export_name = "spandrel2__slices__spell")]
        pub extern "C" fn call_spell(
            arg0: *const <::core::primitive::char as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = unsafe {
                    __spandrel::slice::<
                        SpandrelBridge,
                        ::core::primitive::char,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("letters", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::spell(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__slices__lefts")]
        pub extern "C" fn call_lefts(
            arg0: *const <Channel as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe {
                    __spandrel::slice::<SpandrelBridge, Channel>(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("channels", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::lefts(&*arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::usize> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__slices__total")]
        pub extern "C" fn call_total(
            arg0: *const <::core::primitive::u128 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> __spandrel::ByValue<
            <::core::primitive::u128 as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::infallible(
                "slices.Total",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            ::core::primitive::u128,
                        >(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::total(&*arg0));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::core::primitive::u128> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__slices__rows")]
        pub extern "C" fn call_rows(
            arg0: *const <[::core::primitive::u16; 4usize] as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "slices.Rows",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            [::core::primitive::u16; 4usize],
                        >(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::rows(&*arg0));
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u32> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__slices__join")]
        pub extern "C" fn call_join(
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
                    let returned = __spandrel::Returns(super::join(&arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__slices___words_mean")]
        pub unsafe extern "C" fn words_call_mean(arg0: u64, arg0_len: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_mean(
                        arg0
                            as *const <::core::primitive::f32 as __spandrel::Plain<
                                SpandrelBridge,
                            >>::Raw,
                        arg0_len,
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__slices___words_perimeter")]
        pub unsafe extern "C" fn words_call_perimeter(arg0: u64, arg0_len: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_perimeter(
                        arg0 as *const <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
                        arg0_len,
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__slices___words_total")]
        pub unsafe extern "C" fn words_call_total(arg0: u64, arg0_len: u64, ok: u64) {
            unsafe {
                *(ok
                    as *mut <::core::primitive::u128 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = call_total(
                        arg0
                            as *const <::core::primitive::u128 as __spandrel::Plain<
                                SpandrelBridge,
                            >>::Raw,
                        arg0_len,
                    )
                    .0;
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_slices_archive_is_stale__run_spandrel_build__9afd9787fb6645ac"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__slices___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage slices\nrecord Point { x: f64, y: f64 }\nenum Channel { Left = 0, Right = 1 }\nrust checksum(data: &[u8]) -> u64\nrust mean(samples: &[f32]) -> f32\nrust reverse(numbers: &[i64]) -> Vec<i64>\nrust perimeter(points: &[Point]) -> f64\nrust all(flags: &[bool]) -> bool\nrust spell(letters: &[char]) -> String\nrust lefts(channels: &[Channel]) -> usize\nrust total(wide: &[u128]) -> u128\nrust rows(rows: &[[u16; 4]]) -> u32\nrust join(words: &[String]) -> String\nsignatures be11d02a1eefb28b\n",
            )
        }
        #[unsafe(export_name = "spandrel2__slices___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__slices___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__slices___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
