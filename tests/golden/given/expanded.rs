// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0xf6411fdaf35679c4_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "given.Sign",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Owned {
                                secret: true,
                            },
                            __spandrel::Pass::Items(
                                ::core::mem::size_of::<
                                    <::core::primitive::u8 as __spandrel::Plain<
                                        SpandrelBridge,
                                    >>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 1u64,
                        name: "given.Passphrase",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Owned {
                            secret: true,
                        },
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 2u64,
                        name: "given.Store",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Packed,
                            __spandrel::Pass::Owned {
                                secret: false,
                            },
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 3u64,
                        name: "given.Load",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1)],
                        answer: __spandrel::Back::Owned {
                            secret: false,
                        },
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 4u64,
                        name: "given.Fetch",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Owned {
                                secret: false,
                            },
                        ],
                        answer: __spandrel::Back::Owned {
                            secret: false,
                        },
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 5u64,
                        name: "given.Unlock",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Owned {
                                secret: true,
                            },
                        ],
                        answer: __spandrel::Back::Owned {
                            secret: true,
                        },
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 6u64,
                        name: "given.Store.Swap",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Owned {
                                secret: false,
                            },
                        ],
                        answer: __spandrel::Back::Owned {
                            secret: false,
                        },
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 7u64,
                        name: "given.Open",
                    },
                    shape: __spandrel::Shape {
                        params: &[__spandrel::Pass::Items(1)],
                        answer: __spandrel::Back::Value,
                    },
                },
            ],
        )
    };
    /// Returns the tag of a message.
    pub fn sign(
        key: ::spandrel::Secret<[::core::primitive::u8]>,
        message: &[::core::primitive::u8],
    ) -> ::std::result::Result<::core::primitive::u64, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (key, message);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 0u64,
            name: "given.Sign",
        };
        let call = || {
            let raw0 = __spandrel::Transfer::of(arg0);
            let raw1 = IMPORT
                .slice::<SpandrelBridge, ::core::primitive::u8>("message", &arg1)?;
            let [raw1, len1] = raw1.memory();
            let words: [u64; 3usize] = [raw0.word(), raw1, len1];
            SPANDREL_IMPORTS
                .word::<SpandrelBridge, ::core::primitive::u64>(&IMPORT, 0, &words, &[])
        };
        call()
    }
    #[track_caller]
    pub fn passphrase() -> ::spandrel::Secret<::core::primitive::str> {
        use ::spandrel::private as __spandrel;
        let () = ();
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 1u64,
            name: "given.Passphrase",
        };
        let call = || {
            let words: [u64; 0usize] = [];
            SPANDREL_IMPORTS
                .retained::<
                    ::spandrel::Secret<::core::primitive::str>,
                >(&IMPORT, 0, &words, &[])
        };
        ::spandrel::GoError::or_raise(call())
    }
    /// Puts a frame into the cache, under its tags.
    #[track_caller]
    pub fn store(
        tags: ::std::vec::Vec<::std::string::String>,
        frame: ::spandrel::Bytes,
    ) -> () {
        use ::spandrel::private as __spandrel;
        let (arg0, arg1) = (tags, frame);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 2u64,
            name: "given.Store",
        };
        let call = || {
            let mut packed = __spandrel::Writer::new();
            __spandrel::Encode::<SpandrelBridge>::encode(&arg0, &mut packed);
            let raw1 = __spandrel::Transfer::of(arg1);
            let packed = IMPORT.packed(packed)?;
            let words: [u64; 1usize] = [raw1.word()];
            SPANDREL_IMPORTS.nothing(&IMPORT, 0, &words, &packed)
        };
        ::spandrel::GoError::or_raise(call())
    }
    pub fn load(
        name: &str,
    ) -> ::std::result::Result<::spandrel::Bytes, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (name,);
        const IMPORT: __spandrel::Import = __spandrel::Import {
            number: 3u64,
            name: "given.Load",
        };
        let call = || {
            let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
            let words: [u64; 2usize] = [raw0, len0];
            SPANDREL_IMPORTS.retained::<::spandrel::Bytes>(&IMPORT, 0, &words, &[])
        };
        call()
    }
    pub async fn fetch(
        frame: ::spandrel::Bytes,
    ) -> ::std::result::Result<::spandrel::Bytes, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (frame,);
        let begun = {
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 4u64,
                name: "given.Fetch",
            };
            let call = || {
                let raw0 = __spandrel::Transfer::of(arg0);
                let words: [u64; 1usize] = [raw0.word()];
                SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
            };
            call()
        };
        let answer = match begun {
            Ok(begun) => begun.retained::<::spandrel::Bytes>().await,
            Err(error) => Err(error),
        };
        answer
    }
    pub async fn unlock(
        password: ::spandrel::Secret<::core::primitive::str>,
    ) -> ::std::result::Result<
        ::spandrel::Secret<[::core::primitive::u8]>,
        ::spandrel::GoError,
    > {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (password,);
        let begun = {
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 5u64,
                name: "given.Unlock",
            };
            let call = || {
                let raw0 = __spandrel::Transfer::of(arg0);
                let words: [u64; 1usize] = [raw0.word()];
                SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
            };
            call()
        };
        let answer = match begun {
            Ok(begun) => {
                begun.retained::<::spandrel::Secret<[::core::primitive::u8]>>().await
            }
            Err(error) => Err(error),
        };
        answer
    }
    pub async fn open(name: &str) -> ::std::result::Result<Store, ::spandrel::GoError> {
        use ::spandrel::private as __spandrel;
        let (arg0,) = (name,);
        let begun = {
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 7u64,
                name: "given.Open",
            };
            let call = || {
                let [raw0, len0] = __spandrel::memory(arg0.as_bytes());
                let words: [u64; 2usize] = [raw0, len0];
                SPANDREL_IMPORTS.begin(&IMPORT, 0, &words, &[])
            };
            call()
        };
        let answer = match begun {
            Ok(begun) => begun.value().await,
            Err(error) => Err(error),
        };
        answer.map(|value| Store { value })
    }
    /// Keeps frames.
    #[derive(Debug)]
    pub struct Store {
        value: ::spandrel::private::GoValue,
    }
    impl Store {
        #[track_caller]
        pub fn swap(&self, frame: ::spandrel::Bytes) -> ::spandrel::Bytes {
            use ::spandrel::private as __spandrel;
            let (arg0,) = (frame,);
            const IMPORT: __spandrel::Import = __spandrel::Import {
                number: 6u64,
                name: "given.Store.Swap",
            };
            let call = || {
                let raw0 = __spandrel::Transfer::of(arg0);
                let words: [u64; 1usize] = [raw0.word()];
                SPANDREL_IMPORTS
                    .retained::<
                        ::spandrel::Bytes,
                    >(&IMPORT, self.value.reference(), &words, &[])
            };
            ::spandrel::GoError::or_raise(call())
        }
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
        #[unsafe(export_name = "spandrel2__given__forward")]
        pub extern "C" fn call_forward(
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1_owner: u64,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0: ::spandrel::Bytes = unsafe {
                    __spandrel::borrowed_bytes("frame", arg0_owner, arg0, arg0_len)
                }?;
                let arg1: ::spandrel::Secret<::core::primitive::str> = unsafe {
                    __spandrel::borrowed_secret("password", arg1_owner, arg1, arg1_len)
                }?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::forward(arg0, arg1),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::bool> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__given___fulfil")]
        pub unsafe extern "C" fn fulfil(
            promise: u64,
            status: u64,
            value: u64,
            data: *const u8,
            len: u64,
        ) {
            unsafe { __spandrel::fulfil(promise, status, value, data, len) }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_given_archive_is_stale__run_spandrel_build__f6411fdaf35679c4"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__given___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage given\ninterface Store\ngo sign(key: Secret<[u8]>, message: &[u8]) -> Result<u64>\ngo passphrase() -> Secret<str>\ngo store(tags: Vec<String>, frame: Bytes)\ngo load(name: &str) -> Result<Bytes>\ngo async fetch(frame: Bytes) -> Result<Bytes>\ngo async unlock(password: Secret<str>) -> Result<Secret<[u8]>>\ngo Store::swap(&self, frame: Bytes) -> Bytes\ngo async open(name: &str) -> Result<Store>\nrust forward(frame: Bytes, password: Secret<str>) -> bool\nsignatures ff94edbec3eb479b\n",
            )
        }
        #[unsafe(export_name = "spandrel2__given___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__given___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__given___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__given___keep")]
        pub unsafe extern "C" fn keep(
            secret: u8,
            owner: u64,
            data: *const u8,
            len: u64,
        ) -> u64 {
            unsafe { __spandrel::retain_given(secret, owner, data, len) }
        }
        #[unsafe(export_name = "spandrel2__given___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__given___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__given___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__given___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
