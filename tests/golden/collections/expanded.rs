// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    pub struct Index {
        pub by_name: ::std::collections::HashMap<::std::string::String, Entry>,
        pub sorted: ::std::collections::BTreeMap<
            ::core::primitive::u32,
            ::std::vec::Vec<::std::string::String>,
        >,
        pub tags: ::std::collections::HashSet<::std::string::String>,
        pub levels: ::std::collections::BTreeSet<Level>,
        pub digest: [::core::primitive::u8; 32usize],
        pub grid: [[::core::primitive::f32; 3usize]; 3usize],
        pub names: [::std::string::String; 2usize],
        pub pair: (::std::string::String, ::core::primitive::u32),
        pub age: ::std::time::Duration,
        pub changed: ::std::time::SystemTime,
        pub total: ::core::primitive::u128,
        pub balance: ::core::primitive::i128,
    }
    pub struct Entry {
        pub size: ::core::primitive::u64,
        pub note: ::std::option::Option<::std::string::String>,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[repr(i32)]
    pub enum Level {
        Low = 0,
        High = 1,
    }
    #[derive(Debug)]
    pub enum IndexError {
        /// index is {age} old
        Old {
            age: ::std::time::Duration,
            limits: (::std::time::Duration, ::std::time::Duration),
        },
        /// index was changed at {at}
        Changed { at: ::std::time::SystemTime },
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
        impl __spandrel::Encode<SpandrelBridge> for Index {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.by_name, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.sorted, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.tags, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.levels, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.digest, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.grid, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.names, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.pair, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.age, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.changed, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.total, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.balance, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Index {
            const MIN_SIZE: usize = 0
                + <::std::collections::HashMap<
                    ::std::string::String,
                    Entry,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::collections::BTreeMap<
                    ::core::primitive::u32,
                    ::std::vec::Vec<::std::string::String>,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::collections::HashSet<
                    ::std::string::String,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::collections::BTreeSet<
                    Level,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <[::core::primitive::u8; 32usize] as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <[[::core::primitive::f32; 3usize]; 3usize] as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <[::std::string::String; 2usize] as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <(
                    ::std::string::String,
                    ::core::primitive::u32,
                ) as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::time::Duration as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::time::SystemTime as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u128 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::i128 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Index {
                    by_name: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    sorted: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    tags: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    levels: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    digest: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    grid: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    names: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    pair: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    age: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    changed: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    total: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    balance: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Entry {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.size, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.note, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Entry {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::std::option::Option<
                    ::std::string::String,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Entry {
                    size: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    note: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        unsafe impl __spandrel::Plain<SpandrelBridge> for Level {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Level::Low),
                    1 => Ok(Level::High),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Level",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Level::Low => 0,
                        Level::High => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Level {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Level {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Level {
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
        impl ::std::fmt::Display for IndexError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    IndexError::Old { age: field0, limits: field1 } => {
                        let _ = field0;
                        let _ = field1;
                        ::std::write!(f, "index is {:?} old", field0)
                    }
                    IndexError::Changed { at: field0 } => {
                        let _ = field0;
                        ::std::write!(f, "index was changed at {:?}", field0)
                    }
                }
            }
        }
        impl ::std::error::Error for IndexError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for IndexError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    IndexError::Old { age: field0, limits: field1 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                    }
                    IndexError::Changed { at: field0 } => {
                        writer.variant(1u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        #[unsafe(export_name = "spandrel2__collections__merge")]
        pub extern "C" fn call_merge(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Index>()
                    .map_err(|reason| __spandrel::Fault::refused("a", &reason))?;
                let arg1 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::collections::HashMap<::std::string::String, Entry>,
                    >()
                    .map_err(|reason| __spandrel::Fault::refused("b", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::merge(arg0, arg1));
                    let __spandrel::Returns(answer): __spandrel::Returns<Index> = returned;
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
        #[unsafe(export_name = "spandrel2__collections__digest")]
        pub extern "C" fn call_digest(
            arg0: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg0_len: u64,
        ) -> __spandrel::ByValue<
            <[::core::primitive::u8; 32usize] as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::infallible(
                "collections.Digest",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            ::core::primitive::u8,
                        >(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::digest(&*arg0));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<[::core::primitive::u8; 32usize]> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__collections__verify")]
        pub extern "C" fn call_verify(
            arg0: __spandrel::ByValue<
                <[::core::primitive::u8; 32usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::Raw,
            >,
            arg1: *const <::core::primitive::u8 as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            arg1_len: u64,
        ) -> <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "collections.Verify",
                || {
                    let arg0 = <[::core::primitive::u8; 32usize] as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = unsafe {
                        __spandrel::slice::<
                            SpandrelBridge,
                            ::core::primitive::u8,
                        >(arg1, arg1_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::verify(arg0, &*arg1),
                                );
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
        #[unsafe(export_name = "spandrel2__collections__matrix")]
        pub extern "C" fn call_matrix(
            arg0: __spandrel::ByValue<
                <[[::core::primitive::f32; 3usize]; 3usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::Raw,
            >,
        ) -> __spandrel::ByValue<
            <[[::core::primitive::f32; 3usize]; 3usize] as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
        > {
            __spandrel::infallible(
                "collections.Matrix",
                || {
                    let arg0 = <[[::core::primitive::f32; 3usize]; 3usize] as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::matrix(arg0));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<
                                        [[::core::primitive::f32; 3usize]; 3usize],
                                    > = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__collections__product")]
        pub extern "C" fn call_product(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::ByValue<
            <::core::primitive::u128 as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::infallible(
                "collections.Product",
                || {
                    let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(
                                        super::product(arg0, arg1),
                                    );
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
        #[unsafe(export_name = "spandrel2__collections__negate")]
        pub extern "C" fn call_negate(
            arg0: __spandrel::ByValue<
                <::core::primitive::i128 as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
        ) -> __spandrel::ByValue<
            <::core::primitive::i128 as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::infallible(
                "collections.Negate",
                || {
                    let arg0 = <::core::primitive::i128 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::negate(arg0));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::core::primitive::i128> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__collections__wait")]
        pub extern "C" fn call_wait(
            arg0: <::std::time::Duration as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::std::time::Duration as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("time", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::wait(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::std::time::Duration> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__collections__now")]
        pub extern "C" fn call_now(
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                {
                    let returned = __spandrel::Returns(super::now());
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::time::SystemTime> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("collections.Now", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__collections__since")]
        pub extern "C" fn call_since(
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::time::SystemTime>()
                    .map_err(|reason| __spandrel::Fault::refused("time", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::since(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::result::Result<::std::time::Duration, IndexError>,
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
        #[unsafe(export_name = "spandrel2__collections__divide")]
        pub extern "C" fn call_divide(
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                let arg1 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::divide(arg0, arg1));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        (::core::primitive::u32, ::core::primitive::u32),
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("collections.Divide", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__collections__count")]
        pub extern "C" fn call_count(
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
                    let returned = __spandrel::Returns(super::count(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::collections::HashMap<
                            ::std::string::String,
                            ::core::primitive::u64,
                        >,
                    > = returned;
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
        #[unsafe(export_name = "spandrel2__collections__unique")]
        pub extern "C" fn call_unique(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::collections::BTreeSet<::core::primitive::i64>,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::unique(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::collections::HashSet<::core::primitive::i64>,
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("collections.Unique", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__collections__nested")]
        pub extern "C" fn call_nested(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::collections::HashMap<
                            ::core::primitive::u8,
                            ::std::collections::HashMap<
                                ::core::primitive::bool,
                                ::std::vec::Vec<
                                    ::std::option::Option<::core::primitive::u16>,
                                >,
                            >,
                        >,
                    >()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::nested(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<
                        ::std::vec::Vec<
                            (::std::string::String, [::core::primitive::u8; 4usize]),
                        >,
                    > = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("collections.Nested", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__collections__times")]
        pub extern "C" fn call_times(
            arg0: *const <::std::time::Duration as __spandrel::Plain<
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
                        ::std::time::Duration,
                    >(arg0, arg0_len)
                }
                    .map_err(|reason| __spandrel::Fault::refused("times", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::times(&*arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<::std::time::Duration>> = returned;
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
        #[unsafe(export_name = "spandrel2__collections___words_digest")]
        pub unsafe extern "C" fn words_call_digest(arg0: u64, arg0_len: u64, ok: u64) {
            unsafe {
                *(ok
                    as *mut <[::core::primitive::u8; 32usize] as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = call_digest(
                        arg0
                            as *const <::core::primitive::u8 as __spandrel::Plain<
                                SpandrelBridge,
                            >>::Raw,
                        arg0_len,
                    )
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__collections___words_verify")]
        pub unsafe extern "C" fn words_call_verify(
            arg0: u64,
            arg1: u64,
            arg1_len: u64,
        ) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_verify(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <[::core::primitive::u8; 32usize] as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                        arg1
                            as *const <::core::primitive::u8 as __spandrel::Plain<
                                SpandrelBridge,
                            >>::Raw,
                        arg1_len,
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__collections___words_matrix")]
        pub unsafe extern "C" fn words_call_matrix(arg0: u64, ok: u64) {
            unsafe {
                *(ok
                    as *mut <[[::core::primitive::f32; 3usize]; 3usize] as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = call_matrix(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <[[::core::primitive::f32; 3usize]; 3usize] as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                    )
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__collections___words_product")]
        pub unsafe extern "C" fn words_call_product(arg0: u64, arg1: u64, ok: u64) {
            unsafe {
                *(ok
                    as *mut <::core::primitive::u128 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = call_product(
                        <<::core::primitive::u64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                        <<::core::primitive::u64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg1),
                    )
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__collections___words_negate")]
        pub unsafe extern "C" fn words_call_negate(arg0: u64, ok: u64) {
            unsafe {
                *(ok
                    as *mut <::core::primitive::i128 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = call_negate(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <::core::primitive::i128 as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                    )
                    .0;
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_collections_archive_is_stale__run_spandrel_build__58e88c7dcaa14083"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__collections___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage collections\nrecord Index { by_name: HashMap<String, Entry>, sorted: BTreeMap<u32, Vec<String>>, tags: HashSet<String>, levels: BTreeSet<Level>, digest: [u8; 32], grid: [[f32; 3]; 3], names: [String; 2], pair: (String, u32), age: Duration, changed: SystemTime, total: u128, balance: i128 }\nrecord Entry { size: u64, note: Option<String> }\nenum Level { Low = 0, High = 1 }\nerror IndexError { Old { age: Duration, limits: (Duration, Duration) }, Changed { at: SystemTime } }\nrust merge(a: Index, b: HashMap<String, Entry>) -> Index\nrust digest(data: &[u8]) -> [u8; 32]\nrust verify(digest: [u8; 32], data: &[u8]) -> bool\nrust matrix(rows: [[f32; 3]; 3]) -> [[f32; 3]; 3]\nrust product(a: u64, b: u64) -> u128\nrust negate(value: i128) -> i128\nrust wait(time: Duration) -> Duration\nrust now() -> SystemTime\nrust since(time: SystemTime) -> Result<Duration, IndexError>\nrust divide(a: u32, b: u32) -> (u32, u32)\nrust count(words: Vec<String>) -> HashMap<String, u64>\nrust unique(numbers: BTreeSet<i64>) -> HashSet<i64>\nrust nested(map: HashMap<u8, HashMap<bool, Vec<Option<u16>>>>) -> Vec<(String, [u8; 4])>\nrust times(times: &[Duration]) -> Vec<Duration>\nsignatures b9fd9a832ea99145\n",
            )
        }
        #[unsafe(export_name = "spandrel2__collections___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__collections___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__collections___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
