// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    #[derive(Clone, Copy, Debug)]
    #[repr(C)]
    pub struct Point {
        pub x: ::core::primitive::f64,
        pub y: ::core::primitive::f64,
    }
    pub struct Drawing {
        pub shapes: ::std::vec::Vec<Shape>,
        pub background: Shape,
    }
    /// Something to draw.
    #[derive(Clone, Debug)]
    pub enum Shape {
        /// Nothing at all.
        Empty,
        /// A circle.
        Circle { radius: ::core::primitive::f64, label: ::std::string::String },
        /// A line through points.
        Line(::std::vec::Vec<Point>),
        Pair(Point, ::std::option::Option<Point>),
        Group { shapes: ::std::vec::Vec<Text> },
    }
    #[derive(Clone, Debug)]
    pub enum Text {
        Plain(::std::string::String),
        Raw(::std::vec::Vec<::core::primitive::u8>),
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
        impl __spandrel::Encode<SpandrelBridge> for Drawing {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.shapes, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.background, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Drawing {
            const MIN_SIZE: usize = 0
                + <::std::vec::Vec<
                    Shape,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <Shape as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Drawing {
                    shapes: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    background: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Shape {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Shape::Empty => {
                        writer.variant(0u32);
                    }
                    Shape::Circle { radius: field0, label: field1 } => {
                        writer.variant(1u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                    }
                    Shape::Line(field0) => {
                        writer.variant(2u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                    Shape::Pair(field0, field1) => {
                        writer.variant(3u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                        __spandrel::Encode::<SpandrelBridge>::encode(field1, writer);
                    }
                    Shape::Group { shapes: field0 } => {
                        writer.variant(4u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Shape {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => Shape::Empty,
                        1u32 => {
                            Shape::Circle {
                                radius: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                                label: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            }
                        }
                        2u32 => {
                            Shape::Line(
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            )
                        }
                        3u32 => {
                            Shape::Pair(
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            )
                        }
                        4u32 => {
                            Shape::Group {
                                shapes: __spandrel::Decode::<
                                    SpandrelBridge,
                                >::decode(reader)?,
                            }
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Shape",
                                value,
                            });
                        }
                    },
                )
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Text {
            fn encode(&self, writer: &mut __spandrel::Writer) {
                match self {
                    Text::Plain(field0) => {
                        writer.variant(0u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                    Text::Raw(field0) => {
                        writer.variant(1u32);
                        __spandrel::Encode::<SpandrelBridge>::encode(field0, writer);
                    }
                }
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Text {
            const MIN_SIZE: usize = 4;
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(
                    match reader.variant()? {
                        0u32 => {
                            Text::Plain(
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            )
                        }
                        1u32 => {
                            Text::Raw(
                                __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                            )
                        }
                        other => {
                            let value = i64::from(other);
                            return Err(__spandrel::Refusal::Variant {
                                name: "Text",
                                value,
                            });
                        }
                    },
                )
            }
        }
        #[unsafe(export_name = "spandrel2__dataenums__scaled")]
        pub extern "C" fn call_scaled(
            arg1: <::core::primitive::f64 as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Shape>()
                    .map_err(|reason| __spandrel::Fault::refused("shape", &reason))?;
                let arg1 = <::core::primitive::f64 as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused("by", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::scaled(arg0, arg1));
                    let __spandrel::Returns(answer): __spandrel::Returns<Shape> = returned;
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
        #[unsafe(export_name = "spandrel2__dataenums__area")]
        pub extern "C" fn call_area(
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Shape>()
                    .map_err(|reason| __spandrel::Fault::refused("shape", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::area(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::f64> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__dataenums__render")]
        pub extern "C" fn call_render(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Drawing>()
                    .map_err(|reason| __spandrel::Fault::refused("drawing", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::render(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Drawing> = returned;
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
        #[unsafe(export_name = "spandrel2__dataenums___words_scaled")]
        pub unsafe extern "C" fn words_call_scaled(
            arg1: u64,
            scratch: u64,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            unsafe {
                call_scaled(
                    <<::core::primitive::f64 as __spandrel::Plain<
                        SpandrelBridge,
                    >>::Raw as __spandrel::LeafWord>::from_word(arg1),
                    scratch as *mut u8,
                    packed_len,
                    scratch_capacity,
                )
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_dataenums_archive_is_stale__run_spandrel_build__fd400b9a31244f22"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__dataenums___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage dataenums\nrecord Point { x: f64, y: f64 }\nrecord Drawing { shapes: Vec<Shape>, background: Shape }\nenum Shape { Empty, Circle { radius: f64, label: String }, Line { _0: Vec<Point> }, Pair { _0: Point, _1: Option<Point> }, Group { shapes: Vec<Text> } }\nenum Text { Plain { _0: String }, Raw { _0: Vec<u8> } }\nrust scaled(shape: Shape, by: f64) -> Shape\nrust area(shape: Shape) -> f64\nrust render(drawing: Drawing) -> Drawing\nsignatures 97d5cbb7ae6e0398\n",
            )
        }
        #[unsafe(export_name = "spandrel2__dataenums___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__dataenums___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__dataenums___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
