// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[repr(C)]
    pub struct Plain {
        pub r#type: ::core::primitive::u8,
        pub r#match: ::core::primitive::u16,
    }
    pub struct Packed {
        pub r#type: ::std::string::String,
        pub r#fn: ::std::option::Option<::core::primitive::u8>,
    }
    #[repr(C)]
    pub struct r#type {
        pub r#gen: ::core::primitive::u8,
    }
    pub enum Event {
        Moved { r#in: ::core::primitive::u8, r#where: ::std::string::String },
    }
    #[repr(i32)]
    pub enum r#enum {
        r#if = 0,
        r#else = 1,
    }
    #[derive(Debug)]
    pub enum Failure {
        /// {type} is not in use
        Unused { r#type: ::std::string::String, r#use: ::core::primitive::u8 },
    }
    #[derive(Debug)]
    pub enum r#try {
        r#yield,
    }
    #[doc(hidden)]
    static SPANDREL_IMPORTS: ::spandrel::private::Imports = {
        use ::spandrel::private as __spandrel;
        __spandrel::Imports::new(
            0xf198b101f1039c0e_u64,
            &[
                __spandrel::Declared {
                    import: __spandrel::Import {
                        number: 0u64,
                        name: "keywords.Loop.While.each",
                    },
                    shape: __spandrel::Shape {
                        params: &[
                            __spandrel::Pass::Struct(
                                ::core::mem::size_of::<
                                    <r#type as __spandrel::Plain<SpandrelBridge>>::Raw,
                                >(),
                            ),
                        ],
                        answer: __spandrel::Back::Word,
                    },
                },
            ],
        )
    };
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
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPlain {
            r#type: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            r#match: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPlain > () == 4usize &&
            ::std::mem::align_of:: < SpandrelRawPlain > () == 2usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPlain, r#type) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPlain, r#match) == 2usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Plain {
            type Raw = SpandrelRawPlain;
            const IN_PLACE: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && <::core::primitive::u16 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawPlain) -> Result<Self, __spandrel::Refusal> {
                Ok(Plain {
                    r#type: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.r#type)?,
                    r#match: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.r#match)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawPlain, __spandrel::Refusal> {
                Ok(SpandrelRawPlain {
                    r#type: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.r#type)?,
                    r#match: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.r#match)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Plain {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.r#type, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.r#match, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Plain {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u8 as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Plain {
                    r#type: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    r#match: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Packed {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.r#type, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.r#fn, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Packed {
            const MIN_SIZE: usize = 0
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::option::Option<
                    ::core::primitive::u8,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Packed {
                    r#type: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    r#fn: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawtype {
            r#gen: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawtype > () == 1usize &&
            ::std::mem::align_of:: < SpandrelRawtype > () == 1usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawtype, r#gen) == 0usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for r#type {
            type Raw = SpandrelRawtype;
            const IN_PLACE: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawtype) -> Result<Self, __spandrel::Refusal> {
                Ok(r#type {
                    r#gen: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.r#gen)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawtype, __spandrel::Refusal> {
                Ok(SpandrelRawtype {
                    r#gen: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.r#gen)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for r#type {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.r#gen, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for r#type {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u8 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(r#type {
                    r#gen: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Event {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Event::Moved { r#in: field0, r#where: field1 } => {
                        writer.variant(0u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Event {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => {
                            Event::Moved {
                                r#in: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                                r#where: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Event",
                                value,
                            });
                        }
                    },
                )
            }
        }
        unsafe impl __spandrel::Plain<SpandrelBridge> for r#enum {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(r#enum::r#if),
                    1 => Ok(r#enum::r#else),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "enum",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        r#enum::r#if => 0,
                        r#enum::r#else => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for r#enum {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for r#enum {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for r#enum {
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
        impl ::std::fmt::Display for Failure {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Failure::Unused { r#type: field0, r#use: field1 } => {
                        let _ = field0;
                        let _ = field1;
                        ::std::write!(f, "{} is not in use", field0)
                    }
                }
            }
        }
        impl ::std::error::Error for Failure {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Failure {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    Failure::Unused { r#type: field0, r#use: field1 } => {
                        writer.variant(0u32);
                        writer.text(&message);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Failure {
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
                        0u32 => {
                            Failure::Unused {
                                r#type: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                                r#use: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Failure",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError for Failure {
            const PACKAGE: &'static str = "keywords";
            const NUMBER: u8 = 0u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        impl ::std::fmt::Display for r#try {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    r#try::r#yield => ::std::write!(f, "yield"),
                }
            }
        }
        impl ::std::error::Error for r#try {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    _ => None,
                }
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for r#try {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                let message = ::std::string::ToString::to_string(self);
                match self {
                    r#try::r#yield => {
                        writer.variant(0u32);
                        writer.text(&message);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for r#try {
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
                        0u32 => r#try::r#yield,
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "try",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl ::spandrel::DeclaredError for r#try {
            const PACKAGE: &'static str = "keywords";
            const NUMBER: u8 = 1u8;
            fn decode_fields(fields: &[u8]) -> Option<Self> {
                let mut reader = __spandrel::Reader::new(fields);
                let error = __spandrel::Decode::<SpandrelBridge>::decode(&mut reader)
                    .ok()?;
                reader.finish().ok().map(|()| error)
            }
        }
        impl __spandrel::Object for super::r#loop {
            const KIND: u8 = 1u8;
            const NAME: &'static str = "keywords.loop";
        }
        impl __spandrel::Object for super::Machine {
            const KIND: u8 = 2u8;
            const NAME: &'static str = "keywords.Machine";
        }
        #[unsafe(export_name = "spandrel2__keywords__loop_box")]
        pub extern "C" fn call_loop_box(
            arg0: <r#enum as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <r#enum as __spandrel::Plain<SpandrelBridge>>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("gen", &reason))?;
                __spandrel::insert({
                    let _context = __spandrel::context();
                    {
                        let returned = __spandrel::Returns(super::r#loop::r#box(arg0));
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<
                            ::std::result::Result<super::r#loop, r#try>,
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
        #[unsafe(export_name = "spandrel2__keywords__loop_while")]
        pub extern "C" fn call_loop_while(
            handle: u64,
            arg0: u64,
            arg1: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let value1 = __spandrel::GoValue::borrowed(arg1);
                let arg1 = |arg0: r#type| -> () {
                    const IMPORT: __spandrel::Import = __spandrel::Import {
                        number: 0u64,
                        name: "keywords.Loop.While.each",
                    };
                    let call = || {
                        let raw0 = IMPORT
                            .raw_argument::<SpandrelBridge, _>("p0", &arg0)?;
                        let words: [u64; 1usize] = [__spandrel::address(&raw0)];
                        SPANDREL_IMPORTS
                            .nothing(&IMPORT, value1.reference(), &words, &[])
                    };
                    ::spandrel::GoError::or_raise(call())
                };
                __spandrel::with_shared::<
                    super::r#loop,
                    _,
                >(
                    arg0,
                    |arg0| {
                        __spandrel::with_exclusive::<
                            super::r#loop,
                            _,
                        >(
                            handle,
                            |this| {
                                Ok({
                                    let returned = __spandrel::Returns(
                                        super::r#loop::r#while(this, arg0, &arg1),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<::std::vec::Vec<r#type>> = returned;
                                    answer
                                })
                            },
                        )
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
        #[unsafe(export_name = "spandrel2__keywords__loop_await")]
        pub extern "C" fn call_loop_await(
            waiter: u64,
            handle: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let make = || {
                let this = __spandrel::hold::<super::r#loop>(handle)?;
                Ok(
                    __spandrel::holding(
                        [this.used()],
                        async move {
                            {
                                let returned = __spandrel::Returns(
                                    super::r#loop::r#await(&this).await,
                                );
                                let __spandrel::Returns(
                                    answer,
                                ): __spandrel::Returns<r#type> = returned;
                                answer
                            }
                        },
                    ),
                )
            };
            unsafe {
                __spandrel::start_packed::<
                    SpandrelBridge,
                    _,
                    _,
                >(
                    "keywords.Loop.Await",
                    waiter,
                    scratch,
                    scratch_capacity,
                    make,
                    |output| Ok(output),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__keywords__static")]
        pub extern "C" fn call_static() -> __spandrel::Frame {
            __spandrel::answer(|| {
                __spandrel::plain_stream::<
                    SpandrelBridge,
                    _,
                    r#type,
                    r#try,
                >(
                    "keywords.Static",
                    {
                        let _context = __spandrel::context();
                        super::r#static()
                    },
                    |item| item,
                )
            })
        }
        #[unsafe(export_name = "spandrel2__keywords__match")]
        pub extern "C" fn call_match(
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg1: *const u8,
            arg1_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("type", &reason))?;
                let arg1 = unsafe { __spandrel::text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("loop", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(
                                super::r#match(arg0, &*arg1),
                            );
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u8> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__keywords__keep")]
        pub extern "C" fn call_keep(
            arg1: __spandrel::ByValue<<Plain as __spandrel::Plain<SpandrelBridge>>::Raw>,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Packed>()
                    .map_err(|reason| __spandrel::Fault::refused("struct", &reason))?;
                let arg1 = <Plain as __spandrel::Plain<SpandrelBridge>>::from_raw(arg1.0)
                    .map_err(|reason| __spandrel::Fault::refused("enum", &reason))?;
                let arg2 = packed
                    .argument::<SpandrelBridge, Event>()
                    .map_err(|reason| __spandrel::Fault::refused("move", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok(
                    {
                        let returned = __spandrel::Returns(
                            super::keep(arg0, arg1, arg2),
                        );
                        let __spandrel::Returns(
                            answer,
                        ): __spandrel::Returns<::std::result::Result<Packed, Failure>> = returned;
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
        #[unsafe(export_name = "spandrel2__keywords__Machine_impl")]
        pub extern "C" fn call_Machine_impl(
            handle: u64,
            arg0: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        ) -> __spandrel::Frame {
            __spandrel::answer_inside(|| {
                let arg0 = <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0)
                    .map_err(|reason| __spandrel::Fault::refused("ref", &reason))?;
                __spandrel::with_shared::<
                    super::Machine,
                    _,
                >(
                    handle,
                    |this| {
                        let () = {
                            let returned = __spandrel::Returns(
                                super::Machine::r#impl(this, arg0),
                            );
                            let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                            answer
                        };
                        Ok(0)
                    },
                )
            })
        }
        #[unsafe(export_name = "spandrel2__keywords___words_keep")]
        pub unsafe extern "C" fn words_call_keep(
            arg1: u64,
            scratch: u64,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call_keep(
                    __spandrel::ByValue(
                        *(arg1
                            as *const <Plain as __spandrel::Plain<SpandrelBridge>>::Raw),
                    ),
                    scratch as *mut u8,
                    packed_len,
                    scratch_capacity,
                )
            }
        }
        #[unsafe(export_name = "spandrel2__keywords___completed")]
        pub extern "C" fn completed() -> *const () {
            __spandrel::completed()
        }
        #[unsafe(export_name = "spandrel2__keywords___listen")]
        pub extern "C" fn listen(wanted: u8) -> u64 {
            __spandrel::listen(wanted)
        }
        #[unsafe(export_name = "spandrel2__keywords___resume")]
        pub extern "C" fn resume(task: u64, waiter: u64) -> __spandrel::Frame {
            __spandrel::resume(task, waiter)
        }
        #[unsafe(export_name = "spandrel2__keywords___pull")]
        pub unsafe extern "C" fn pull(
            stream: u64,
            waiter: u64,
            scratch: *mut u8,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe { __spandrel::pull(stream, waiter, scratch, scratch_capacity) }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_keywords_archive_is_stale__run_spandrel_build__f198b101f1039c0e"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__keywords___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage keywords\nrecord Plain { type: u8, match: u16 }\nrecord Packed { type: String, fn: Option<u8> }\nrecord type { gen: u8 }\nenum Event { Moved { in: u8, where: String } }\nenum enum { if = 0, else = 1 }\nerror Failure { Unused { type: String, use: u8 } }\nerror try { yield = 0 }\nobject loop\nobject Machine\nrust loop::box(gen: enum) -> Result<loop, try>\nrust loop::while(&mut self, other: &loop, each: &dyn Fn(type)) -> Vec<type>\nrust async loop::await(&self) -> type\nrust static() -> impl Stream<Item = Result<type, try>>\nrust match(type: u8, loop: &str) -> u8\nrust keep(struct: Packed, enum: Plain, move: Event) -> Result<Packed, Failure>\nrust Machine::impl(&self, ref: u8)\nsignatures c7e793ca2780a8e8\n",
            )
        }
        #[unsafe(export_name = "spandrel2__keywords___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__keywords___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__keywords___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
        #[unsafe(export_name = "spandrel2__keywords___register")]
        pub extern "C" fn register(enter: *mut (), in_leaf: *mut ()) {
            SPANDREL_IMPORTS.register(enter, in_leaf);
        }
        #[unsafe(export_name = "spandrel2__keywords___reserve")]
        pub unsafe extern "C" fn reserve(
            call: *mut __spandrel::Call,
            size: u64,
        ) -> *mut u8 {
            unsafe { __spandrel::Call::reserve(call, size) }
        }
        #[unsafe(export_name = "spandrel2__keywords___released")]
        pub unsafe extern "C" fn released(into: *mut u64, capacity: u64) -> u64 {
            unsafe { __spandrel::released(into, capacity) }
        }
        #[unsafe(export_name = "spandrel2__keywords___abort")]
        pub extern "C" fn abort() -> ! {
            ::std::process::abort()
        }
    };
}
