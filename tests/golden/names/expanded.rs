// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// A user; `NamesUser` would stutter.
    pub struct NamesUser {
        pub user_id: ::core::primitive::u64,
        pub home_url: ::std::string::String,
        pub error: ::std::string::String,
        pub func: ::core::primitive::u8,
        pub http_status: ::core::primitive::u16,
        pub _hidden: ::core::primitive::bool,
        pub x2_y: ::core::primitive::u8,
    }
    #[repr(C)]
    pub struct Packet {
        pub kind: ::core::primitive::u8,
        pub error: ::core::primitive::u16,
        pub range: ::core::primitive::u32,
        pub int: ::core::primitive::i32,
    }
    /// What the raw form of a packet would be called.
    #[repr(C)]
    pub struct RawPacket {
        pub bytes: ::core::primitive::u32,
    }
    #[repr(C)]
    pub struct Send {
        pub at: ::core::primitive::u64,
    }
    #[repr(i32)]
    pub enum HttpMethod {
        Get = 0,
        Post = 1,
    }
    #[derive(Debug)]
    pub enum NamesError {
        /// says \\ and "so"
        Quoted,
        /// {error} is not {kind} but {r}
        Mixed {
            error: ::std::string::String,
            kind: ::core::primitive::u8,
            message: ::std::string::String,
            is: ::core::primitive::bool,
            r: ::core::primitive::u8,
        },
    }
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0xf8a4482b95df8b5e_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "names.Map.Merge.each",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Struct(
                                ::core::mem::size_of::<
                                    <Send as __spandrel::Plain<SpandrelBridge>>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 1u64,
                        name: "names.MapEach.each",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Word,
                    },
                },
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 2u64,
                        name: "names.Map.Each.each",
                    },
                    shape: __spandrel::Shape {
                        params: &[],
                        answer: __spandrel::Back::Word,
                    },
                },
            ],
        )
    };
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
        impl __spandrel::Encode<SpandrelBridge> for NamesUser {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.user_id, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.home_url, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.error, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.func, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.http_status, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self._hidden, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.x2_y, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for NamesUser {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u8 as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::bool as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u8 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(NamesUser {
                    user_id: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    home_url: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    error: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    func: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    http_status: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    _hidden: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    x2_y: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPacket {
            kind: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            error: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
            range: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            int: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPacket > () == 12usize &&
            ::std::mem::align_of:: < SpandrelRawPacket > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPacket, kind) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPacket, error) == 2usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPacket, range) == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPacket, int) == 8usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Packet {
            type Raw = SpandrelRawPacket;
            const IN_PLACE: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && <::core::primitive::u16 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::i32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawPacket) -> Result<Self, __spandrel::Refusal> {
                Ok(Packet {
                    kind: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.kind)?,
                    error: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.error)?,
                    range: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.range)?,
                    int: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.int)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawPacket, __spandrel::Refusal> {
                Ok(SpandrelRawPacket {
                    kind: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.kind)?,
                    error: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.error)?,
                    range: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.range)?,
                    int: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.int)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Packet {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.kind, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.error, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.range, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.int, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Packet {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u8 as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::i32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Packet {
                    kind: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    error: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    range: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    int: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawRawPacket {
            bytes: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawRawPacket > () == 4usize &&
            ::std::mem::align_of:: < SpandrelRawRawPacket > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawRawPacket, bytes) == 0usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for RawPacket {
            type Raw = SpandrelRawRawPacket;
            const IN_PLACE: bool = true
                && <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawRawPacket) -> Result<Self, __spandrel::Refusal> {
                Ok(RawPacket {
                    bytes: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.bytes)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawRawPacket, __spandrel::Refusal> {
                Ok(SpandrelRawRawPacket {
                    bytes: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.bytes)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for RawPacket {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.bytes, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for RawPacket {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(RawPacket {
                    bytes: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawSend {
            at: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawSend > () == 8usize &&
            ::std::mem::align_of:: < SpandrelRawSend > () == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawSend, at) == 0usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Send {
            type Raw = SpandrelRawSend;
            const IN_PLACE: bool = true
                && <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawSend) -> Result<Self, __spandrel::Refusal> {
                Ok(Send {
                    at: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.at)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawSend, __spandrel::Refusal> {
                Ok(SpandrelRawSend {
                    at: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.at)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Send {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.at, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Send {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Send {
                    at: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        unsafe impl __spandrel::Plain<SpandrelBridge> for HttpMethod {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(HttpMethod::Get),
                    1 => Ok(HttpMethod::Post),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "HttpMethod",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        HttpMethod::Get => 0,
                        HttpMethod::Post => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for HttpMethod {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for HttpMethod {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for HttpMethod {
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
        impl ::std::fmt::Display for NamesError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    NamesError::Quoted => ::std::write!(f, "says \\\\ and \"so\""),
                    NamesError::Mixed {
                        error: field0,
                        kind: field1,
                        message: field2,
                        is: field3,
                        r: field4,
                    } => {
                        let _ = field0;
                        let _ = field1;
                        let _ = field2;
                        let _ = field3;
                        let _ = field4;
                        ::std::write!(f, "{} is not {} but {}", field0, field1, field4)
                    }
                }
            }
        }
        impl ::std::error::Error for NamesError {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for NamesError {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    NamesError::Quoted => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                    NamesError::Mixed {
                        error: field0,
                        kind: field1,
                        message: field2,
                        is: field3,
                        r: field4,
                    } => {
                        writer.variant(1u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field2, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field3, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field4, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for NamesError {
            const MIN_SIZE: usize = 12;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                let variant = reader.variant()?;
                let _message = <::std::string::String as __spandrel::Decode<
                    SpandrelBridge,
                >>::decode(reader)?;
                Ok(
                    match variant {
                        0u32 => NamesError::Quoted,
                        1u32 => {
                            NamesError::Mixed {
                                error: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                                kind: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                                message: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                                is: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                                r: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "NamesError",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError for NamesError {
            const PACKAGE: &'static str = "names";
            const NUMBER: u8 = 0u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        impl __spandrel::Object for super::_Map {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "names._Map";
        }
        #[unsafe(export_name = "spandrel2__names___Map_merge")]
        pub extern "C" fn call__Map_merge(
            handle: u64,
            arg0: __spandrel::ByValue<
                <RawPacket as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
            arg1: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value1 = __spandrel::GoValue::owned(arg1);
                let arg1 = ::std::boxed::Box::new(move |arg0: Send| -> () {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 0u64,
                        name: "names.Map.Merge.each",
                    };
                    let call = || {
                        let raw0 = IMPORT
                            .raw_argument::<SpandrelBridge, _>("p0", &arg0)?;
                        let words: [u64; 1usize] = [__spandrel::address(&raw0)];
                        SPANDREL_IMPORTS
                            .nothing(&IMPORT, value1.reference(), &words, &[])
                    };
                    ::spandrel::GoError::or_raise(call())
                });
                let arg0 = <RawPacket as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0.0)
                    .map_err(|reason| __spandrel::Fault::refused("m", &reason))?;
                __spandrel::with_shared::<
                    super::_Map,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::_Map::merge(this, arg0, arg1),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__names___Map_size")]
        pub extern "C" fn call__Map_size(handle: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                __spandrel::with_shared::<
                    super::_Map,
                    _,
                >(
                    handle,
                    |this| {
                        __spandrel::Word::<
                            SpandrelBridge,
                        >::to_word(
                                &{
                                    let returned = __spandrel::Returns(super::_Map::size(this));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::core::primitive::u32> = returned;
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
        #[unsafe(export_name = "spandrel2__names___Map_size_")]
        pub extern "C" fn call__Map_size_(
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("size", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::_Map::size_(arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<super::_Map> = returned;
                        answer
                    }
                })
            })
        }
        #[unsafe(export_name = "spandrel2__names__map_size")]
        pub extern "C" fn call_map_size() -> <::core::primitive::u32 as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "names.MapSize",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::map_size());
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
        #[unsafe(export_name = "spandrel2__names__map_each")]
        pub extern "C" fn call_map_each(arg0: u64) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let value0 = __spandrel::GoValue::borrowed(arg0);
                let arg0 = || -> () {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 1u64,
                        name: "names.MapEach.each",
                    };
                    let call = || {
                        let words: [u64; 0usize] = [];
                        SPANDREL_IMPORTS
                            .nothing(&IMPORT, value0.reference(), &words, &[])
                    };
                    ::spandrel::GoError::or_raise(call())
                };
                let () = {
                    let returned = __spandrel::Returns(super::map_each(&arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__names___Map_each")]
        pub extern "C" fn call__Map_each(handle: u64, arg0: u64) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let value0 = __spandrel::GoValue::borrowed(arg0);
                let arg0 = || -> () {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 2u64,
                        name: "names.Map.Each.each",
                    };
                    let call = || {
                        let words: [u64; 0usize] = [];
                        SPANDREL_IMPORTS
                            .nothing(&IMPORT, value0.reference(), &words, &[])
                    };
                    ::spandrel::GoError::or_raise(call())
                };
                __spandrel::with_shared::<
                    super::_Map,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::_Map::each(this, &arg0),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__names__rust")]
        pub extern "C" fn call_rust() -> <::core::primitive::u32 as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "names.Rust",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::rust());
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
        #[unsafe(export_name = "spandrel2__names__serve")]
        pub extern "C" fn call_serve() {
            __spandrel::infallible(
                "names.Serve",
                || {
                    {
                        let returned = __spandrel::Returns(super::serve());
                        let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                        answer
                    }
                },
            )
        }
        extern "C" fn call_fast() -> <::core::primitive::bool as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::infallible(
                "names.Fast",
                || {
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::fast());
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
        #[unsafe(export_name = "spandrel2__names__fast")]
        pub extern "C" fn ordinary_call_fast() -> <::core::primitive::bool as __spandrel::Plain<
            SpandrelBridge,
        >>::Raw {
            __spandrel::ordinary_leaf(|| call_fast())
        }
        extern "C" fn call_gravity(
            arg0: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "names.Gravity",
                || {
                    let arg0 = <::core::primitive::f64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::gravity(arg0));
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
        #[unsafe(export_name = "spandrel2__names__gravity")]
        pub extern "C" fn ordinary_call_gravity(
            arg0: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::ordinary_leaf(|| call_gravity(arg0))
        }
        #[unsafe(export_name = "spandrel2__names__get_user_by_id")]
        pub extern "C" fn call_get_user_by_id(
            arg0: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: *const u8,
            arg1_len: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let arg0 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("userID", &reason))?;
                let arg1 = unsafe { __spandrel::text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("apiURL", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(
                        super::get_user_by_id(arg0, &*arg1),
                    );
                    let __spandrel::Returns(answer): __spandrel::Returns<NamesUser> = returned;
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
        #[unsafe(export_name = "spandrel2__names__pick")]
        pub extern "C" fn call_pick(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "names.Pick",
                || {
                    let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u16 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg2 = <::core::primitive::u32 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg2)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg3 = <::core::primitive::bool as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg3)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::pick(arg0, arg1, arg2, arg3),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u8> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__names__select")]
        pub extern "C" fn call_select(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "names.Select",
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
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::select(arg0, arg1, arg2, arg3),
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<::core::primitive::u8> = returned;
                                answer
                            },
                        )
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"))
                },
            )
        }
        #[unsafe(export_name = "spandrel2__names__pack")]
        pub extern "C" fn call_pack(
            arg0: __spandrel::ByValue<
                <Packet as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
            arg1: __spandrel::ByValue<
                <Packet as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
            arg2: __spandrel::ByValue<
                <Packet as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
            arg3: __spandrel::ByValue<<Packet as __spandrel::Plain<SpandrelBridge>>::Raw>,
        ) -> __spandrel::ByValue<<Packet as __spandrel::Plain<SpandrelBridge>>::Raw> {
            __spandrel::infallible(
                "names.Pack",
                || {
                    let arg0 = <Packet as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <Packet as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg2 = <Packet as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg2.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg3 = <Packet as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg3.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(
                                        super::pack(arg0, arg1, arg2, arg3),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<Packet> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__names__words")]
        pub extern "C" fn call_words(
            arg3: *const u8,
            arg3_len: u64,
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
                    .map_err(|reason| __spandrel::Fault::refused("i0", &reason))?;
                let arg2 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::option::Option<::std::string::String>,
                    >()
                    .map_err(|reason| __spandrel::Fault::refused("r", &reason))?;
                let arg3 = unsafe { __spandrel::text(arg3, arg3_len) }
                    .map_err(|reason| __spandrel::Fault::refused("ok", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(
                        super::words(arg0, arg1, arg2, &*arg3),
                    );
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
        #[unsafe(export_name = "spandrel2__names__numbers")]
        pub extern "C" fn call_numbers(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg4: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "names.Numbers",
                || {
                    let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u16 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg2 = <::core::primitive::u32 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg2)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg3 = <::core::primitive::u64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg3)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg4 = <::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg4)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::numbers(arg0, arg1, arg2, arg3, arg4),
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
        #[unsafe(export_name = "spandrel2__names__helpers")]
        pub extern "C" fn call_helpers(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("readError", &reason))?;
                let arg1 = packed
                    .argument::<SpandrelBridge, NamesUser>()
                    .map_err(|reason| __spandrel::Fault::refused("newUser", &reason))?;
                let arg2 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused(
                        "appendPacket",
                        &reason,
                    ))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok(
                    {
                        let returned = __spandrel::Returns(
                            super::helpers(arg0, arg1, arg2),
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<NamesUser, NamesError>,
                        > = returned;
                        answer
                    }
                        .map_err(|error| __spandrel::Fault::error::<
                            SpandrelBridge,
                            _,
                        >(&error))?,
                )
            };
            unsafe {
                __spandrel::answer_packed::<
                    SpandrelBridge,
                    _,
                >(scratch, scratch_capacity, run)
            }
        }
        #[unsafe(export_name = "spandrel2__names__conversions")]
        pub extern "C" fn call_conversions(
            arg0: <::core::primitive::u32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: <HttpMethod as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::i64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("uint32", &reason))?;
                let arg1 = <HttpMethod as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("int32", &reason))?;
                let arg2 = <::core::primitive::i64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg2)
                    .map_err(|reason| __spandrel::Fault::refused("int64", &reason))?;
                let arg3 = <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg3)
                    .map_err(|reason| __spandrel::Fault::refused("uint64", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::conversions(arg0, arg1, arg2, arg3),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<HttpMethod> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__names__time")]
        pub extern "C" fn call_time(
            arg1: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::f32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<
                        SpandrelBridge,
                        ::std::option::Option<::core::primitive::u8>,
                    >()
                    .map_err(|reason| __spandrel::Fault::refused("time", &reason))?;
                let arg1 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("runtime", &reason))?;
                let arg2 = <::core::primitive::f32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg2)
                    .map_err(|reason| __spandrel::Fault::refused("math", &reason))?;
                let arg3 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg3)
                    .map_err(|reason| __spandrel::Fault::refused("spandrel", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::time(arg0, arg1, arg2, arg3),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<
                                ::std::result::Result<::core::primitive::f32, NamesError>,
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
        #[unsafe(export_name = "spandrel2__names__points")]
        pub extern "C" fn call_points(
            arg0: *const <Packet as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg0_len: u64,
            arg1: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "names.Points",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<SpandrelBridge, Packet>(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <::core::primitive::u64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(
                                    super::points(&*arg0, arg1),
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
        #[unsafe(export_name = "spandrel2__names__method")]
        pub extern "C" fn call_method(
            arg0: <HttpMethod as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <HttpMethod as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("method", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::method(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::bool> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__names__append")]
        pub extern "C" fn call_append(
            arg1: *const u8,
            arg1_len: u64,
            arg2: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<::std::string::String>>()
                    .map_err(|reason| __spandrel::Fault::refused("append", &reason))?;
                let arg1 = unsafe { __spandrel::owned_text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("string", &reason))?;
                let arg2 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg2)
                    .map_err(|reason| __spandrel::Fault::refused("cap", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::append(arg0, arg1, arg2));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::string::String> = returned;
                    answer
                })
            };
            unsafe { __spandrel::answer_bytes(scratch, scratch_capacity, run) }
        }
        #[unsafe(export_name = "spandrel2__names__self_test")]
        pub extern "C" fn call_self_test(
            arg0: *const u8,
            arg0_len: u64,
            arg1: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg2: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg3: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = unsafe { __spandrel::text(arg0, arg0_len) }
                    .map_err(|reason| __spandrel::Fault::refused("error", &reason))?;
                let arg1 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("nil", &reason))?;
                let arg2 = <::core::primitive::bool as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg2)
                    .map_err(|reason| __spandrel::Fault::refused("true", &reason))?;
                let arg3 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg3)
                    .map_err(|reason| __spandrel::Fault::refused("iota", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::self_test(&*arg0, arg1, arg2, arg3),
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
        #[unsafe(export_name = "spandrel2__names___words__Map_merge")]
        pub unsafe extern "C" fn words_call__Map_merge(
            handle: u64,
            arg0: u64,
            arg1: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call__Map_merge(
                    handle,
                    __spandrel::ByValue(
                        *(arg0
                            as *const <RawPacket as __spandrel::Plain<
                                SpandrelBridge,
                            >>::Raw),
                    ),
                    arg1,
                )
            }
        }
        #[unsafe(export_name = "spandrel2__names___leaf_fast")]
        pub unsafe extern "C" fn leaf_call_fast() -> u64 {
            unsafe { __spandrel::LeafWord::into_word(call_fast()) }
        }
        #[unsafe(export_name = "spandrel2__names___leaf_gravity")]
        pub unsafe extern "C" fn leaf_call_gravity(arg0: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_gravity(
                        <<::core::primitive::f64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__names___words_gravity")]
        pub unsafe extern "C" fn words_call_gravity(arg0: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    ordinary_call_gravity(
                        <<::core::primitive::f64 as __spandrel::Plain<
                            SpandrelBridge,
                        >>::Raw as __spandrel::LeafWord>::from_word(arg0),
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__names___words_pack")]
        pub unsafe extern "C" fn words_call_pack(
            arg0: u64,
            arg1: u64,
            arg2: u64,
            arg3: u64,
            ok: u64,
        ) {
            unsafe {
                *(ok as *mut <Packet as __spandrel::Plain<SpandrelBridge>>::Raw) = call_pack(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <Packet as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                        __spandrel::ByValue(
                            *(arg1
                                as *const <Packet as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                        __spandrel::ByValue(
                            *(arg2
                                as *const <Packet as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                        __spandrel::ByValue(
                            *(arg3
                                as *const <Packet as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                    )
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__names___words_time")]
        pub unsafe extern "C" fn words_call_time(
            arg1: u64,
            arg2: u64,
            arg3: u64,
            scratch: u64,
            packed_len: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call_time(
                    <<::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw as __spandrel::LeafWord>::from_word(arg1),
                    <<::core::primitive::f32 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw as __spandrel::LeafWord>::from_word(arg2),
                    <<::core::primitive::u8 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw as __spandrel::LeafWord>::from_word(arg3),
                    scratch as *mut u8,
                    packed_len,
                )
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_names_archive_is_stale__run_spandrel_build__f8a4482b95df8b5e"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__names___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage names\nrecord NamesUser { user_id: u64, home_url: String, error: String, func: u8, http_status: u16, _hidden: bool, x2_y: u8 }\nrecord Packet { kind: u8, error: u16, range: u32, int: i32 }\nrecord RawPacket { bytes: u32 }\nrecord Send { at: u64 }\nenum HttpMethod { Get = 0, Post = 1 }\nerror NamesError { Quoted, Mixed { error: String, kind: u8, message: String, is: bool, r: u8 } }\nobject _Map\nrust _Map::merge(&self, m: RawPacket, each: Box<dyn Fn(Send) + Send + Sync>)\nrust _Map::size(&self) -> u32\nrust _Map::size_(size: u32) -> _Map\nrust map_size() -> u32\nrust map_each(each: &dyn Fn())\nrust _Map::each(&self, each: &dyn Fn())\nrust rust() -> u32\nrust serve()\nrust leaf fast() -> bool\nrust leaf gravity(g: f64) -> f64\nrust get_user_by_id(user_id: u64, api_url: &str) -> NamesUser\nrust pick(kind: u8, range: u16, func: u32, chan: bool) -> u8\nrust select(default: u8, package: u8, var: u8, go: u8) -> u8\nrust pack(frame: Packet, scratch: Packet, ok: Packet, unsafe_: Packet) -> Packet\nrust words(b: Vec<String>, i0: Vec<String>, r: Option<String>, ok: &str) -> Vec<String>\nrust numbers(len: u8, answer: u16, handle: u32, attempt: u64, c: u8) -> u64\nrust helpers(read_error: u8, new_user: NamesUser, append_packet: Vec<String>) -> Result<NamesUser, NamesError>\nrust conversions(uint32: u32, int32: HttpMethod, int64: i64, uint64: u64) -> HttpMethod\nrust time(time: Option<u8>, runtime: u8, math: f32, spandrel: u8) -> Result<f32, NamesError>\nrust points(points: &[Packet], points_count: u64) -> u64\nrust method(method: HttpMethod) -> bool\nrust append(append: Vec<String>, string: String, cap: u8) -> String\nrust self_test(error: &str, nil: u8, true_: bool, iota: u8) -> bool\nsignatures 1b14a15315b05f95\n",
            )
        }
        #[unsafe(export_name = "spandrel2__names___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__names___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__names___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__names___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__names___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__names___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__names___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
