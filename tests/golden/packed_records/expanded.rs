// Written by the macro; laid out by prettyplease.

mod ffi {
    #[doc(hidden)]
    pub enum SpandrelBridge {}
    /// What is known of a stream.
    #[derive(Clone, Debug)]
    pub struct Channel {
        /// Its name in the listing.
        pub name: ::std::string::String,
        /// Every program on it.
        pub programs: ::std::vec::Vec<Program>,
        pub active: ::core::primitive::bool,
    }
    #[derive(Clone, Debug)]
    pub struct Program {
        pub number: ::core::primitive::u16,
        pub title: ::std::string::String,
        pub tracks: ::std::vec::Vec<Track>,
        pub raw: ::std::vec::Vec<::core::primitive::u8>,
        pub rate: ::core::primitive::f64,
    }
    #[derive(Clone, Copy, Debug)]
    #[repr(C)]
    pub struct Track {
        pub pid: ::core::primitive::u16,
        pub channels: ::core::primitive::u8,
    }
    #[derive(Clone, Debug)]
    pub struct Nothing {}
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
        impl __spandrel::Encode<SpandrelBridge> for Channel {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.name, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.programs, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.active, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Channel {
            const MIN_SIZE: usize = 0
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::vec::Vec<
                    Program,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::bool as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Channel {
                    name: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    programs: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    active: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Program {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.number, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.title, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.tracks, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.raw, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.rate, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Program {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::std::string::String as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::vec::Vec<
                    Track,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::std::vec::Vec<
                    ::core::primitive::u8,
                > as __spandrel::Decode<SpandrelBridge>>::MIN_SIZE
                + <::core::primitive::f64 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Program {
                    number: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    title: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    tracks: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    raw: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    rate: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct SpandrelRawTrack {
            pid: <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::Raw,
            channels: <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::Raw,
        }
        const _: () = ::std::assert!(
            ::std::mem::size_of:: < SpandrelRawTrack > () == 4usize &&
            ::std::mem::align_of:: < SpandrelRawTrack > () == 2usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawTrack, pid) == 0usize
        );
        const _: () = ::std::assert!(
            ::std::mem::offset_of!(SpandrelRawTrack, channels) == 2usize
        );
        unsafe impl __spandrel::Plain<SpandrelBridge> for Track {
            type Raw = SpandrelRawTrack;
            const IN_PLACE: bool = true
                && <::core::primitive::u16 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE
                && <::core::primitive::u8 as __spandrel::Plain<
                    SpandrelBridge,
                >>::IN_PLACE;
            const ANY: bool = true
                && <::core::primitive::u16 as __spandrel::Plain<SpandrelBridge>>::ANY
                && <::core::primitive::u8 as __spandrel::Plain<SpandrelBridge>>::ANY;
            #[inline]
            fn from_raw(raw: SpandrelRawTrack) -> Result<Self, __spandrel::Refusal> {
                Ok(Track {
                    pid: __spandrel::Plain::<SpandrelBridge>::from_raw(raw.pid)?,
                    channels: __spandrel::Plain::<
                        SpandrelBridge,
                    >::from_raw(raw.channels)?,
                })
            }
            #[inline]
            fn to_raw(&self) -> Result<SpandrelRawTrack, __spandrel::Refusal> {
                Ok(SpandrelRawTrack {
                    pid: __spandrel::Plain::<SpandrelBridge>::to_raw(&self.pid)?,
                    channels: __spandrel::Plain::<
                        SpandrelBridge,
                    >::to_raw(&self.channels)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Track {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                __spandrel::Encode::<SpandrelBridge>::encode(&self.pid, writer);
                __spandrel::Encode::<SpandrelBridge>::encode(&self.channels, writer);
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Track {
            const MIN_SIZE: usize = 0
                + <::core::primitive::u16 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE
                + <::core::primitive::u8 as __spandrel::Decode<
                    SpandrelBridge,
                >>::MIN_SIZE;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                Ok(Track {
                    pid: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                    channels: __spandrel::Decode::<SpandrelBridge>::decode(reader)?,
                })
            }
        }
        impl __spandrel::Encode<SpandrelBridge> for Nothing {
            #[inline]
            fn encode(&self, writer: &mut __spandrel::Writer) {
                writer.nothing();
            }
        }
        impl __spandrel::Decode<SpandrelBridge> for Nothing {
            const MIN_SIZE: usize = 1;
            #[inline]
            fn decode(
                reader: &mut __spandrel::Reader<'_>,
            ) -> Result<Self, __spandrel::Refusal> {
                reader.nothing()?;
                Ok(Nothing {})
            }
        }
        #[unsafe(export_name = "spandrel2__packedrecords__renamed")]
        pub extern "C" fn call_renamed(
            arg1: *const u8,
            arg1_len: u64,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Channel>()
                    .map_err(|reason| __spandrel::Fault::refused("stream", &reason))?;
                let arg1 = unsafe { __spandrel::text(arg1, arg1_len) }
                    .map_err(|reason| __spandrel::Fault::refused("name", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::renamed(arg0, &*arg1));
                    let __spandrel::Returns(answer): __spandrel::Returns<Channel> = returned;
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
        #[unsafe(export_name = "spandrel2__packedrecords__all")]
        pub extern "C" fn call_all(
            arg1: <::core::primitive::bool as __spandrel::Plain<SpandrelBridge>>::Raw,
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, ::std::vec::Vec<Channel>>()
                    .map_err(|reason| __spandrel::Fault::refused("streams", &reason))?;
                let arg1 = <::core::primitive::bool as __spandrel::Plain<
                    SpandrelBridge,
                >>::from_raw(arg1)
                    .map_err(|reason| __spandrel::Fault::refused(
                        "onlyActive",
                        &reason,
                    ))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::all(&arg0, arg1));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<Channel>> = returned;
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
        #[unsafe(export_name = "spandrel2__packedrecords__tracks")]
        pub extern "C" fn call_tracks(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Channel>()
                    .map_err(|reason| __spandrel::Fault::refused("stream", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                Ok({
                    let returned = __spandrel::Returns(super::tracks(arg0));
                    let __spandrel::Returns(
                        answer,
                    ): __spandrel::Returns<::std::vec::Vec<Track>> = returned;
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
        #[unsafe(export_name = "spandrel2__packedrecords__weight")]
        pub extern "C" fn call_weight(
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Channel>()
                    .map_err(|reason| __spandrel::Fault::refused("stream", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                __spandrel::Word::<
                    SpandrelBridge,
                >::to_word(
                        &{
                            let returned = __spandrel::Returns(super::weight(arg0));
                            let __spandrel::Returns(
                                answer,
                            ): __spandrel::Returns<::core::primitive::u64> = returned;
                            answer
                        },
                    )
                    .map_err(|reason| __spandrel::Fault::refused("result", &reason))
            })
        }
        #[unsafe(export_name = "spandrel2__packedrecords__forget")]
        pub extern "C" fn call_forget(
            scratch: *mut u8,
            packed_len: u64,
        ) -> __spandrel::Frame {
            __spandrel::answer(|| {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Channel>()
                    .map_err(|reason| __spandrel::Fault::refused("stream", &reason))?;
                packed
                    .finish()
                    .map_err(|reason| __spandrel::Fault::refused("arguments", &reason))?;
                let () = {
                    let returned = __spandrel::Returns(super::forget(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<()> = returned;
                    answer
                };
                Ok(0)
            })
        }
        #[unsafe(export_name = "spandrel2__packedrecords__keep")]
        pub extern "C" fn call_keep(
            scratch: *mut u8,
            packed_len: u64,
            scratch_capacity: u64,
        ) -> __spandrel::Frame {
            let run = || {
                let mut packed = unsafe { __spandrel::packed(scratch, packed_len) };
                let arg0 = packed
                    .argument::<SpandrelBridge, Nothing>()
                    .unwrap_or_else(|reason| ::std::panic!("{reason}"));
                packed.finish().unwrap_or_else(|reason| ::std::panic!("{reason}"));
                {
                    let returned = __spandrel::Returns(super::keep(arg0));
                    let __spandrel::Returns(answer): __spandrel::Returns<Nothing> = returned;
                    answer
                }
            };
            unsafe {
                __spandrel::infallible_packed::<
                    SpandrelBridge,
                    _,
                >("packedrecords.Keep", scratch, scratch_capacity, run)
            }
        }
        #[unsafe(
            export_name = "spandrel2__bridge_packedrecords_archive_is_stale__run_spandrel_build__fdb2b58ec5ab3d08"
        )]
        pub static CONTRACT: u8 = 1;
        #[unsafe(export_name = "spandrel2__packedrecords___start")]
        pub extern "C" fn start() -> __spandrel::Start {
            __spandrel::start(
                "abi 2\npackage packedrecords\nrecord Channel { name: String, programs: Vec<Program>, active: bool }\nrecord Program { number: u16, title: String, tracks: Vec<Track>, raw: Vec<u8>, rate: f64 }\nrecord Track { pid: u16, channels: u8 }\nrecord Nothing {  }\nrust renamed(stream: Channel, name: &str) -> Channel\nrust all(streams: &[Channel], only_active: bool) -> Vec<Channel>\nrust tracks(stream: Channel) -> Vec<Track>\nrust weight(stream: Channel) -> u64\nrust forget(stream: Channel)\nrust keep(nothing: Nothing) -> Nothing\nsignatures 58131b3d29e98b95\n",
            )
        }
        #[unsafe(export_name = "spandrel2__packedrecords___close")]
        pub extern "C" fn close(handle: u64) -> __spandrel::Frame {
            __spandrel::close(handle)
        }
        #[unsafe(export_name = "spandrel2__packedrecords___drain")]
        pub extern "C" fn drain() {
            __spandrel::drain();
        }
        #[unsafe(export_name = "spandrel2__packedrecords___counters")]
        pub extern "C" fn counters() -> __spandrel::ByValue<[i64; 2]> {
            __spandrel::ByValue(__spandrel::counters())
        }
    };
}
