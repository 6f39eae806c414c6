// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[derive(Debug)]
    pub enum VaultError {
        /// the key does not fit
        WrongKey,
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
        impl ::std::fmt::Display for VaultError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    VaultError::WrongKey => ::std::write!(f, "the key does not fit"),
                }
            }
        }
        impl ::std::error::Error for VaultError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for VaultError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    VaultError::WrongKey => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Object for super::Vault {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "memory.Vault";
        }
        #[unsafe(export_name = "spandrel2__memory__zeros")]
        pub extern "C" fn call_zeros() -> __spandrel::Frame {
            __spandrel::infallible_retained(
                "memory.Zeros",
                || {
                    {
                        let returned = __spandrel::Returns(super::zeros());
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<::spandrel::Bytes> = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__memory__tail")]
        pub extern "C" fn call_tail(
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0: ::spandrel::Bytes = unsafe {
                    __spandrel::borrowed_bytes("data", arg0_owner, arg0, arg0_len)
                }?;
                let arg1 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("skip", &reason))?;
                Ok(
                    __spandrel::retain({
                        let returned = __spandrel::Returns(super::tail(arg0, arg1));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<::spandrel::Bytes> = returned;
                        answer
                    }),
                )
            })
        }
        #[unsafe(export_name = "spandrel2__memory__longer")]
        pub extern "C" fn call_longer(
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1_owner: u64,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0: ::spandrel::Bytes = unsafe {
                    __spandrel::borrowed_bytes("a", arg0_owner, arg0, arg0_len)
                }?;
                let arg1: ::spandrel::Bytes = unsafe {
                    __spandrel::borrowed_bytes("b", arg1_owner, arg1, arg1_len)
                }?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::longer(arg0, arg1),
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
        #[unsafe(export_name = "spandrel2__memory__make_key")]
        pub extern "C" fn call_make_key(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::infallible_retained(
                "memory.MakeKey",
                || {
                    let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    {
                        let returned = __spandrel::Returns(super::make_key(arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::spandrel::Secret<[::core::primitive::u8]>,
                        > = returned;
                        answer
                    }
                },
            )
        }
        #[unsafe(export_name = "spandrel2__memory__strength")]
        pub extern "C" fn call_strength(
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0: ::spandrel::Secret<::core::primitive::str> = unsafe {
                    __spandrel::borrowed_secret("password", arg0_owner, arg0, arg0_len)
                }?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::strength(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u32> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__memory__Vault_lock")]
        pub extern "C" fn call_Vault_lock(
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
            arg1_owner: u64,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0: ::spandrel::Secret<[::core::primitive::u8]> = unsafe {
                    __spandrel::borrowed_secret("key", arg0_owner, arg0, arg0_len)
                }?;
                let arg1: ::spandrel::Bytes = unsafe {
                    __spandrel::borrowed_bytes("content", arg1_owner, arg1, arg1_len)
                }?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(
                            super::Vault::lock(arg0, arg1),
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::Vault> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__memory__Vault_open")]
        pub extern "C" fn call_Vault_open(
            handle: u64,
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0: ::spandrel::Secret<[::core::primitive::u8]> = unsafe {
                    __spandrel::borrowed_secret("key", arg0_owner, arg0, arg0_len)
                }?;
                __spandrel::with_shared::<
                    super::Vault,
                    _,
                >(
                    handle,
                    |this| {
                        Ok(
                            __spandrel::retain(
                                {
                                    let returned = __spandrel::Returns(
                                        super::Vault::open(this, arg0),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<
                                        ::std::result::Result<::spandrel::Bytes, VaultError>,
                                    > = returned;
                                    answer
                                }
                                    .map_err(|error| __spandrel::Fault::error::<
                                        SpandrelBridge,
                                        _,
                                    >(&error))?,
                            ),
                        )
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__memory__Vault_rekey")]
        pub extern "C" fn call_Vault_rekey(
            handle: u64,
            arg0_owner: u64,
            arg0: *const u8,
            arg0_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0: ::spandrel::Secret<[::core::primitive::u8]> = unsafe {
                    __spandrel::borrowed_secret("key", arg0_owner, arg0, arg0_len)
                }?;
                __spandrel::with_exclusive::<
                    super::Vault,
                    _,
                >(
                    handle,
                    |this| {
                        Ok(
                            __spandrel::retain({
                                let returned = __spandrel::Returns(
                                    super::Vault::rekey(this, arg0),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<
                                    ::spandrel::Secret<[::core::primitive::u8]>,
                                > = returned;
                                answer
                            }),
                        )
                    },
                )
            })
        }
        #[unsafe(
            export_name = "spandrel2__bridge_memory_archive_is_stale__run_spandrel_build__501076def2561a71"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__memory___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage memory\nerror VaultError { WrongKey = 0 }\nobject Vault\nrust zeros() -> Bytes\nrust tail(data: Bytes, skip: u64) -> Bytes\nrust longer(a: Bytes, b: Bytes) -> bool\nrust make_key(len: u64) -> Secret<[u8]>\nrust strength(password: Secret<str>) -> u32\nrust Vault::lock(key: Secret<[u8]>, content: Bytes) -> Vault\nrust Vault::open(&self, key: Secret<[u8]>) -> Result<Bytes, VaultError>\nrust Vault::rekey(&mut self, key: Secret<[u8]>) -> Secret<[u8]>\nsignatures 9c73942f6305fe8a\n",
            )
        }
        #[unsafe(export_name = "spandrel2__memory___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__memory___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__memory___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
