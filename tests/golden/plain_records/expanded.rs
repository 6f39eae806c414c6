// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// A rectangle.
    #[derive(Clone, Copy, Debug, PartialEq)]
    #[repr(C)]
    pub struct Rectangle {
        /// Its upper left corner.
        pub origin: Point,
        /// Width and height, in pixels.
        pub size: [::core::primitive::u32; 2usize],
        pub visible: ::core::primitive::bool,
    }
    /// A point.
    #[derive(Clone, Copy, Debug, PartialEq)]
    #[repr(C)]
    pub struct Point {
        pub x: ::core::primitive::i32,
        pub y: ::core::primitive::i32,
    }
    /// Fields that need padding.
    #[derive(Clone, Copy)]
    #[repr(C)]
    pub struct Padded {
        pub tag: ::core::primitive::u8,
        pub wide: ::core::primitive::u64,
        pub short: ::core::primitive::u16,
        pub letter: ::core::primitive::char,
        pub huge: ::core::primitive::u128,
        pub side: Side,
        pub last: ::core::primitive::i8,
    }
    #[derive(Clone, Copy)]
    #[repr(i32)]
    pub enum Side {
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
        pub struct SpandrelRawRectangle {
            origin: <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
            size: <[::core::primitive::u32; 2usize] as __spandrel::Plain<
                SpandrelBridge,
            >>::Raw,
            visible: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawRectangle > () == 20usize &&
            ::std::mem::align_of:: < SpandrelRawRectangle > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawRectangle, origin) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawRectangle, size) == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawRectangle, visible) == 16usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Rectangle {
            type Raw = SpandrelRawRectangle;
            const IN_PLACE: bool = true
                && <Point as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && <[::core::primitive::u32; 2usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::bool as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true && <Point as __spandrel::Plain<SpandrelBridge>>::ANY
                && <[::core::primitive::u32; 2usize] as __spandrel::Plain<
                    SpandrelBridge,
                >>::ANY
                && <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawRectangle) -> Result<Self, __spandrel::Refusal> {
                Ok(Rectangle {
                    origin: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.origin)?,
                    size: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.size)?,
                    visible: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.visible)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawRectangle, __spandrel::Refusal> {
                Ok(SpandrelRawRectangle {
                    origin: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.origin)?,
                    size: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.size)?,
                    visible: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.visible)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Rectangle {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.origin, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.size, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.visible, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Rectangle {
            const MIN_SIZE: usize = 0
                + <Point as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <[::core::primitive::u32; 2usize] as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::bool as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Rectangle {
                    origin: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    size: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    visible: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPoint {
            x: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
            y: <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPoint > () == 8usize &&
            ::std::mem::align_of:: < SpandrelRawPoint > () == 4usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPoint, x) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPoint, y) == 4usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Point {
            type Raw = SpandrelRawPoint;
            const IN_PLACE: bool = true
                && <::core::primitive::i32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::i32 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::i32 as __spandrel::Plain<SpandrelBridge>>::ANY;
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
                + <::core::primitive::i32 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::i32 as __spandrel::Decode<
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
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawPadded {
            tag: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
            wide: <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            short: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
            letter: <::core::primitive::char as __spandrel::Plain<SpandrelBridge>>::Raw,
            huge: <::core::primitive::u128 as __spandrel::Plain<SpandrelBridge>>::Raw,
            side: <Side as __spandrel::Plain<SpandrelBridge>>::Raw,
            last: <::core::primitive::i8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawPadded > () == 48usize &&
            ::std::mem::align_of:: < SpandrelRawPadded > () == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, tag) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, wide) == 8usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, short) == 16usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, letter) == 20usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, huge) == 24usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, side) == 40usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawPadded, last) == 44usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Padded {
            type Raw = SpandrelRawPadded;
            const IN_PLACE: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && <::core::primitive::u64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::u16 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::char as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::u128 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE && <Side as __spandrel::Plain<SpandrelBridge>>::IN_PLACE
                && <::core::primitive::i8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::char as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u128 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <Side as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::i8 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawPadded) -> Result<Self, __spandrel::Refusal> {
                Ok(Padded {
                    tag: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.tag)?,
                    wide: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.wide)?,
                    short: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.short)?,
                    letter: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.letter)?,
                    huge: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.huge)?,
                    side: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.side)?,
                    last: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.last)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawPadded, __spandrel::Refusal> {
                Ok(SpandrelRawPadded {
                    tag: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.tag)?,
                    wide: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.wide)?,
                    short: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.short)?,
                    letter: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.letter)?,
                    huge: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.huge)?,
                    side: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.side)?,
                    last: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.last)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Padded {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.tag, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.wide, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.short, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.letter, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.huge, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.side, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.last, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Padded {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u8 as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::u64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::char as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u128 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE + <Side as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::i8 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Padded {
                    tag: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    wide: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    short: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    letter: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    huge: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    side: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    last: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        unsafe impl __spandrel::Plain<SpandrelBridge> for Side {
            type Raw = i32;
            const IN_PLACE: bool = true;
            const ANY: bool = false;
            #[inline]
            fn from_raw(raw: i32) -> Result<Self, __spandrel::Refusal> {
                match raw {
                    0 => Ok(Side::Left),
                    1 => Ok(Side::Right),
                    other => {
                        Err(__spandrel::Refusal::Variant {
                            name: "Side",
                            value: i64::from(other),
                        })
                    }
                }
            }
            #[inline]
            fn to_raw(&self) -> Result<i32, __spandrel::Refusal> {
                Ok(
                    match self {
                        Side::Left => 0,
                        Side::Right => 1,
                    },
                )
            }
        }
        impl __spandrel::Word<SpandrelBridge> for Side {
            #[inline]
            fn to_word(&self) -> Result<u64, __spandrel::Refusal> {
                Ok(__spandrel::Plain::<SpandrelBridge>::to_raw(self)? as u64)
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Side {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                if let Ok(raw) = __spandrel::Plain::<SpandrelBridge>::to_raw(self) {
                    __spandrel::Encode::<SpandrelBridge>::encode(&raw, writer);
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Side {
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
        #[unsafe(export_name = "spandrel2__plainrecords__moved")]
        pub extern "C" fn call_moved(
            arg0: __spandrel::ByValue<
                <Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
            arg1: __spandrel::ByValue<<Point as __spandrel::Plain<SpandrelBridge>>::Raw>,
        ) -> __spandrel::ByValue<<Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw> {
            __spandrel::infallible(
                "plainrecords.Moved",
                || {
                    let arg0 = <Rectangle as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    let arg1 = <Point as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg1.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(
                                        super::moved(arg0, arg1),
                                    );
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<Rectangle> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__plainrecords__origin")]
        pub extern "C" fn call_origin() -> __spandrel::ByValue<
            <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::infallible(
                "plainrecords.Origin",
                || {
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::origin());
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<Point> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__plainrecords__area")]
        pub extern "C" fn call_area(
            arg0: __spandrel::ByValue<
                <Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
        ) -> <::core::primitive::u64 as __spandrel::Plain<SpandrelBridge>>::Raw {
            __spandrel::infallible(
                "plainrecords.Area",
                || {
                    let arg0 = <Rectangle as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(
                            &{
                                let returned = __spandrel::Returns(super::area(arg0));
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
        #[unsafe(export_name = "spandrel2__plainrecords__keep")]
        pub extern "C" fn call_keep(
            arg0: __spandrel::ByValue<<Padded as __spandrel::Plain<SpandrelBridge>>::Raw>,
        ) -> __spandrel::FrameOf<<Padded as __spandrel::Plain<SpandrelBridge>>::Raw> {
            __spandrel::answer_plain::<
                SpandrelBridge,
                Padded,
            >(|| {
                let arg0 = <Padded as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg0.0)
                    .map_err(|reason| __spandrel::Fault::refused("value", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::keep(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Padded> = returned;
                    answer
                })
            })
        }
        #[unsafe(export_name = "spandrel2__plainrecords__corners")]
        pub extern "C" fn call_corners(
            arg0: __spandrel::ByValue<
                <Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw,
            >,
        ) -> __spandrel::ByValue<
            <[Point; 4usize] as __spandrel::Plain<SpandrelBridge>>::Raw,
        > {
            __spandrel::infallible(
                "plainrecords.Corners",
                || {
                    let arg0 = <Rectangle as __spandrel::Plain<
                        SpandrelBridge,
                    >>::from_raw(arg0.0)
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::corners(arg0));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<[Point; 4usize]> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__plainrecords__bounds")]
        pub extern "C" fn call_bounds(
            arg0: *const <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
            arg0_len: u64,
        ) -> __spandrel::ByValue<<Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw> {
            __spandrel::infallible(
                "plainrecords.Bounds",
                || {
                    let arg0 = unsafe {
                        __spandrel::slice::<SpandrelBridge, Point>(arg0, arg0_len)
                    }
                        .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                    __spandrel::ByValue(
                        __spandrel::Plain::<
                            SpandrelBridge,
                        >::to_raw(
                                &{
                                    let returned = __spandrel::Returns(super::bounds(&*arg0));
                                    let __spandrel::Returns(
                                        answer,
                                    ): __spandrel::Returns<Rectangle> = returned;
                                    answer
                                },
                            )
                            .unwrap_or_else(|reason| ::std::panic!("{reason}")),
                    )
                },
            )
        }
        #[unsafe(export_name = "spandrel2__plainrecords___words_moved")]
        pub unsafe extern "C" fn words_call_moved(arg0: u64, arg1: u64, ok: u64) {
            unsafe {
                *(ok as *mut <Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw) = call_moved(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <Rectangle as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                        __spandrel::ByValue(
                            *(arg1
                                as *const <Point as __spandrel::Plain<SpandrelBridge>>::Raw),
                        ),
                    )
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__plainrecords___words_origin")]
        pub unsafe extern "C" fn words_call_origin(ok: u64) {
            unsafe {
                *(ok as *mut <Point as __spandrel::Plain<SpandrelBridge>>::Raw) = call_origin()
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__plainrecords___words_area")]
        pub unsafe extern "C" fn words_call_area(arg0: u64) -> u64 {
            unsafe {
                __spandrel::LeafWord::into_word(
                    call_area(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <Rectangle as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                    ),
                )
            }
        }
        #[unsafe(export_name = "spandrel2__plainrecords___words_keep")]
        pub unsafe extern "C" fn words_call_keep(
            arg0: u64,
            ok: u64,
        ) -> __spandrel::Frame {
            unsafe {
                let answer = call_keep(
                    __spandrel::ByValue(
                        *(arg0
                            as *const <Padded as __spandrel::Plain<SpandrelBridge>>::Raw),
                    ),
                );
                *(ok as *mut <Padded as __spandrel::Plain<SpandrelBridge>>::Raw) = answer
                    .ok
                    .assume_init();
                answer.frame
            }
        }
        #[unsafe(export_name = "spandrel2__plainrecords___words_corners")]
        pub unsafe extern "C" fn words_call_corners(arg0: u64, ok: u64) {
            unsafe {
                *(ok
                    as *mut <[Point; 4usize] as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw) = call_corners(
                        __spandrel::ByValue(
                            *(arg0
                                as *const <Rectangle as __spandrel::Plain<
                                    SpandrelBridge,
                                >>::Raw),
                        ),
                    )
                    .0;
            }
        }
        #[unsafe(export_name = "spandrel2__plainrecords___words_bounds")]
        pub unsafe extern "C" fn words_call_bounds(arg0: u64, arg0_len: u64, ok: u64) {
            unsafe {
                *(ok as *mut <Rectangle as __spandrel::Plain<SpandrelBridge>>::Raw) = call_bounds(
                        arg0 as *const <Point as __spandrel::Plain<SpandrelBridge>>::Raw,
                        arg0_len,
                    )
                    .0;
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_plainrecords_archive_is_stale__run_spandrel_build__3d2f4b288f0816cf"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__plainrecords___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage plainrecords\nrecord Rectangle { origin: Point, size: [u32; 2], visible: bool }\nrecord Point { x: i32, y: i32 }\nrecord Padded { tag: u8, wide: u64, short: u16, letter: char, huge: u128, side: Side, last: i8 }\nenum Side { Left = 0, Right = 1 }\nrust moved(rectangle: Rectangle, by: Point) -> Rectangle\nrust origin() -> Point\nrust area(rectangle: Rectangle) -> u64\nrust keep(value: Padded) -> Padded\nrust corners(rectangle: Rectangle) -> [Point; 4]\nrust bounds(points: &[Point]) -> Rectangle\nsignatures f89b3d2a4321e62f\n",
            )
        }
        #[unsafe(export_name = "spandrel2__plainrecords___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__plainrecords___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__plainrecords___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
