//! Frames: what goes over the sockets between a program and its worker.
//!
//! A request and a reply are six numbers, the bytes of the body, and what has an owner: each with its kind and length, and
//! from its own memory, so that no buffer ever holds a secret. Both ends are one program on one machine: the numbers lie as
//! the machine has them.

use std::{
    io::{self, IoSlice, IoSliceMut},
    mem::MaybeUninit,
    os::fd::{BorrowedFd, OwnedFd},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    net::{
        RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
        SendFlags, recvmsg, sendmsg,
    },
};
use spandrel::{
    Bytes, Secret,
    private::{Body, Owned, Reply, Request},
};

/// The number of a request that brings another socket for calls.
pub(super) const LANE: u64 = u64::MAX - 17;

/// The number of the first request, which says how the worker has to be.
pub(super) const HELLO: u64 = u64::MAX - 18;

/// Bytes for which memory is taken before they have arrived.
const STEP: usize = 1 << 20;

/// Kinds of what has an owner.
const BYTES: u64 = 0;
const SECRET: u64 = 1;

type Head = [u64; 6];

/// Until when to wait; `None` for without limit.
pub(super) type Until = Option<Instant>;

/// Sends a request, and a descriptor with it.
pub(super) fn write_request(
    socket: BorrowedFd<'_>,
    request: &Request,
    descriptor: Option<BorrowedFd<'_>>,
    until: Until,
) -> io::Result<()> {
    let Request { bridge, import, target, promise, body, owned, .. } = request;
    let body = body.as_slice();
    let head = [body.len() as u64, *bridge, *import, *target, *promise, owned.len() as u64];
    write(socket, head, body, owned, descriptor, until)
}

/// Reads a request, and the descriptor that came with it; `None` at the end of the socket.
pub(super) fn read_request(socket: BorrowedFd<'_>) -> io::Result<Option<(Request, Option<OwnedFd>)>> {
    let mut descriptor = None;
    let Some(head) = read_head(socket, &mut descriptor, None)? else { return Ok(None) };
    let [len, bridge, import, target, promise, count] = head;
    let mut body = Body::zeroed(len as usize);
    receive(socket, body.as_mut_slice(), None)?;
    let owned = (0..count).map(|_| read_owned(socket, u64::MAX, None)).collect::<io::Result<_>>()?;
    let request = Request { bridge, import, target, origin: 0, promise, stream: false, body, owned };
    Ok(Some((request, descriptor)))
}

/// Sends a reply, with the number of the promise that it is for, or of the call on this socket.
pub(super) fn write_reply(socket: BorrowedFd<'_>, number: u64, reply: &Reply) -> io::Result<()> {
    let owned = reply.owned.as_slice();
    let head = [reply.body.len() as u64, reply.status, reply.value, number, owned.len() as u64, 0];
    write(socket, head, &reply.body, owned, None, None)
}

/// Reads a reply of at most `limit` bytes, and its number. Memory is only taken for what arrives.
pub(super) fn read_reply(socket: BorrowedFd<'_>, limit: u64, until: Until) -> io::Result<(u64, Reply)> {
    let head = read_head(socket, &mut None, until)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let [len, status, value, number, count, rest] = head;
    if len > limit {
        return Err(too_large(len, limit));
    }
    if count > 1 || rest != 0 {
        return Err(nonsense("an answer that is not one"));
    }
    let body = receive_bytes(socket, len as usize, until)?;
    let owned = if count == 0 { None } else { Some(read_owned(socket, limit, until)?) };
    Ok((number, Reply { status, value, body, owned, origin: 0 }))
}

/// The error for what the other side should not have sent.
pub(super) fn nonsense(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("it sent {what}"))
}

fn too_large(len: u64, limit: u64) -> io::Error {
    let message = format!("it sent an answer of {len} bytes, more than the {limit} of `largest_answer`");
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

fn write(
    socket: BorrowedFd<'_>,
    head: Head,
    body: &[u8],
    owned: &[Owned],
    descriptor: Option<BorrowedFd<'_>>,
    until: Until,
) -> io::Result<()> {
    let head = head.map(u64::to_ne_bytes);
    let heads: Vec<[[u8; 8]; 2]> = owned
        .iter()
        .map(|owned| {
            let kind = match owned {
                Owned::Bytes(_) => BYTES,
                Owned::Secret(_) => SECRET,
            };
            [kind, owned.as_slice().len() as u64].map(u64::to_ne_bytes)
        })
        .collect();
    let mut parts = vec![IoSlice::new(head.as_flattened()), IoSlice::new(body)];
    for (head, owned) in heads.iter().zip(owned) {
        parts.extend([IoSlice::new(head.as_flattened()), IoSlice::new(owned.as_slice())]);
    }
    let mut parts = &mut parts[..];
    // A descriptor goes with the first byte.
    let mut descriptor = descriptor;
    IoSlice::advance_slices(&mut parts, 0);
    while !parts.is_empty() {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        let descriptors = descriptor.as_slice();
        if !descriptors.is_empty() {
            ancillary.push(SendAncillaryMessage::ScmRights(descriptors));
        }
        match sendmsg(socket, parts, &mut ancillary, SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
            Ok(sent) => {
                descriptor = None;
                IoSlice::advance_slices(&mut parts, sent);
            }
            Err(Errno::AGAIN) => wait(socket, PollFlags::OUT, until)?,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The numbers in front; `None` at the end of the socket.
fn read_head(
    socket: BorrowedFd<'_>,
    descriptor: &mut Option<OwnedFd>,
    until: Until,
) -> io::Result<Option<Head>> {
    let mut bytes = [[0; 8]; 6];
    let whole = bytes.as_flattened_mut();
    let mut at = 0;
    while at < whole.len() {
        match receive_some(socket, &mut whole[at..], descriptor, until)? {
            0 if at == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => at += count,
        }
    }
    Ok(Some(bytes.map(u64::from_ne_bytes)))
}

fn read_owned(socket: BorrowedFd<'_>, limit: u64, until: Until) -> io::Result<Owned> {
    let mut bytes = [[0; 8]; 2];
    receive(socket, bytes.as_flattened_mut(), until)?;
    let [kind, len] = bytes.map(u64::from_ne_bytes);
    if len > limit {
        return Err(too_large(len, limit));
    }
    match kind {
        BYTES => Ok(Owned::Bytes(Bytes::from(receive_bytes(socket, len as usize, until)?))),
        SECRET => Ok(Owned::Secret(receive_secret(socket, len as usize, until)?)),
        _ => Err(nonsense("memory of no known kind")),
    }
}

/// Receives bytes into memory that grows with them.
fn receive_bytes(socket: BorrowedFd<'_>, len: usize, until: Until) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while bytes.len() < len {
        let start = bytes.len();
        bytes.resize((start + STEP).min(len), 0);
        receive(socket, &mut bytes[start..], until)?;
    }
    Ok(bytes)
}

/// Receives a secret into locked memory, which twice as much replaces when it is full.
fn receive_secret(socket: BorrowedFd<'_>, len: usize, until: Until) -> io::Result<Secret<[u8]>> {
    let mut secret = Secret::fill(0, |_| ());
    loop {
        let (have, most) = (secret.expose().len(), secret.expose().len() * 2);
        let mut received = Ok(());
        let more = Secret::fill(len.min(most.max(STEP)), |bytes| {
            bytes[..have].copy_from_slice(secret.expose());
            received = receive(socket, &mut bytes[have..], until);
        });
        received?;
        secret = more;
        if secret.expose().len() == len {
            return Ok(secret);
        }
    }
}

fn receive(socket: BorrowedFd<'_>, mut bytes: &mut [u8], until: Until) -> io::Result<()> {
    while !bytes.is_empty() {
        match receive_some(socket, bytes, &mut None, until)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => bytes = &mut bytes[count..],
        }
    }
    Ok(())
}

fn receive_some(
    socket: BorrowedFd<'_>,
    bytes: &mut [u8],
    descriptor: &mut Option<OwnedFd>,
    until: Until,
) -> io::Result<usize> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let flags =
        RecvFlags::CMSG_CLOEXEC | if until.is_some() { RecvFlags::DONTWAIT } else { RecvFlags::empty() };
    loop {
        match recvmsg(socket, &mut [IoSliceMut::new(bytes)], &mut ancillary, flags) {
            Ok(received) => {
                let rights = ancillary.drain().find_map(|message| match message {
                    RecvAncillaryMessage::ScmRights(mut descriptors) => descriptors.next(),
                    _ => None,
                });
                if rights.is_some() {
                    *descriptor = rights;
                }
                return Ok(received.bytes);
            }
            Err(Errno::AGAIN) => wait(socket, PollFlags::IN, until)?,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn wait(socket: BorrowedFd<'_>, event: PollFlags, until: Until) -> io::Result<()> {
    let left = until.map(|until| until.saturating_duration_since(Instant::now()));
    if left == Some(Duration::ZERO) {
        return Err(io::ErrorKind::TimedOut.into());
    }
    match poll(&mut [PollFd::from_borrowed_fd(socket, event)], left.map(timespec).as_ref()) {
        Ok(0) => Err(io::ErrorKind::TimedOut.into()),
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A duration for the system, rounded up to a nanosecond that it has.
pub(super) fn timespec(duration: Duration) -> Timespec {
    let tv_sec = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    Timespec { tv_sec, tv_nsec: i64::from(duration.subsec_nanos()) }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        os::{fd::AsFd, unix::net::UnixStream},
    };

    use super::*;

    #[test]
    fn requests_and_replies_arrive_as_they_were_sent() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let mut body = Body::zeroed(3 << 20);
        body.as_mut_slice()[2 << 20] = 7;
        let owned =
            vec![Owned::Bytes(Bytes::from_static(b"frame")), Owned::Secret(Secret::<[u8]>::new(b"key"))];
        let request =
            Request { bridge: 1, import: 2, target: 3, origin: 0, promise: 5, stream: false, body, owned };
        let sender = std::thread::spawn(move || {
            write_request(ours.as_fd(), &request, Some(ours.as_fd()), None).unwrap();
            ours
        });
        let (request, descriptor) = read_request(theirs.as_fd()).unwrap().unwrap();
        assert_eq!((request.bridge, request.import, request.target, request.promise), (1, 2, 3, 5));
        assert_eq!((request.body.as_slice().len(), request.body.as_slice()[2 << 20]), (3 << 20, 7));
        assert!(
            matches!(&request.owned[..], [Owned::Bytes(a), Owned::Secret(b)] if a == "frame" && b.expose() == b"key")
        );
        assert!(descriptor.is_some());

        let ours = sender.join().unwrap();
        let reply = Reply { status: 1, value: 2, body: b"text".to_vec(), owned: None, origin: 0 };
        write_reply(theirs.as_fd(), 9, &reply).unwrap();
        let (promise, reply) = read_reply(ours.as_fd(), 4, None).unwrap();
        assert_eq!((promise, reply.status, reply.value, &reply.body[..]), (9, 1, 2, &b"text"[..]));

        // What is not true of a length costs nothing.
        write(theirs.as_fd(), [u64::MAX, 0, 0, 0, 0, 0], &[], &[], None, None).unwrap();
        let error = read_reply(ours.as_fd(), 1 << 40, None).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        write(theirs.as_fd(), [1 << 39, 0, 0, 0, 0, 0], &[], &[], None, None).unwrap();
        let until = Some(Instant::now() + Duration::from_millis(20));
        assert_eq!(read_reply(ours.as_fd(), 1 << 40, until).unwrap_err().kind(), io::ErrorKind::TimedOut);
        drop(theirs);
        let error = read_reply(ours.as_fd(), 1 << 40, None).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
    /// What arrives of these bytes and nothing after them.
    fn read_all(bytes: &[u8], limit: u64) -> Vec<io::Result<(u64, Reply)>> {
        let (ours, theirs) = UnixStream::pair().unwrap();
        (&theirs).write_all(bytes).unwrap();
        drop(theirs);
        let mut read = Vec::new();
        loop {
            read.push(read_reply(ours.as_fd(), limit, None));
            if read.last().is_some_and(Result::is_err) {
                return read;
            }
        }
    }

    fn written(owned: Owned) -> Vec<u8> {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let reply = Reply { status: 0, value: 2, body: vec![7; 40], owned: Some(owned), origin: 0 };
        write_reply(ours.as_fd(), 1, &reply).unwrap();
        drop(ours);
        let mut bytes = Vec::new();
        theirs.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn issue_memory_for_what_a_worker_owes_is_only_taken_for_what_arrives() {
        for kind in [BYTES, SECRET] {
            for len in [1 << 40, u64::MAX >> 1, u64::MAX] {
                let head: [u64; 8] = [0, 0, 0, 1, 1, 0, kind, len];
                let head = head.map(u64::to_ne_bytes);
                let read = read_all(&[head.as_flattened(), &[1; 1000]].concat(), u64::MAX);
                assert_eq!(read[0].as_ref().unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
            }
        }
        // The canary: what is there arrives, in steps.
        for owned in
            [Owned::Bytes(Bytes::from(vec![5; STEP / 8])), Owned::Secret(Secret::<[u8]>::new(&[5; STEP / 8]))]
        {
            let read = read_all(&written(owned), u64::MAX);
            let (_, reply) = read[0].as_ref().unwrap();
            assert_eq!(reply.owned.as_ref().unwrap().as_slice(), &[5; STEP / 8]);
        }
        let (ours, theirs) = UnixStream::pair().unwrap();
        let reader = std::thread::spawn(move || receive_secret(theirs.as_fd(), 3 * STEP + 1, None).unwrap());
        let long: Vec<u8> = (0..3 * STEP + 1).map(|n| n as u8).collect();
        (&ours).write_all(&long).unwrap();
        assert!(reader.join().unwrap().expose() == &long[..]);
    }

    #[test]
    fn answers_that_are_no_answers_are_refused() {
        for (at, value) in [(4, 2), (5, 1), (6, 2)] {
            let mut head: [u64; 8] = [0, 0, 0, 1, 1, 0, BYTES, 0];
            // The canary: it is one before it is changed.
            assert!(read_all(head.map(u64::to_ne_bytes).as_flattened(), 10)[0].is_ok());
            head[at] = value;
            let read = read_all(head.map(u64::to_ne_bytes).as_flattened(), 10);
            assert_eq!(read[0].as_ref().unwrap_err().kind(), io::ErrorKind::InvalidData, "number {at}");
        }
    }

    // With bits flipped and bytes missing, an answer is another one, or an error: never more than what was sent.
    #[test]
    fn damaged_answers_end_or_are_read() {
        let mut state = 13u64;
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let good = [
            written(Owned::Bytes(Bytes::from_static(b"frame"))),
            written(Owned::Secret(Secret::<[u8]>::new(b"key"))),
        ];
        let (mut answers, mut errors) = (0, 0);
        for round in 0..4000 {
            let mut bytes = good.concat();
            let replayed = bytes.clone();
            bytes.extend(replayed);
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                bytes[at] ^= 1 << random(8);
            }
            if round % 4 == 0 {
                bytes.truncate(random(bytes.len()));
            }
            let read = read_all(&bytes, 1 << (round % 64));
            let sizes = |(_, reply): &(u64, Reply)| {
                reply.body.len() + reply.owned.as_ref().map_or(0, |owned| owned.as_slice().len())
            };
            let arrived: usize = read.iter().flatten().map(sizes).sum();
            assert!(arrived <= bytes.len(), "round {round}: {arrived} of {} bytes", bytes.len());
            answers += read.len() - 1;
            errors += usize::from(read.last().is_some_and(
                |last| !matches!(last, Err(error) if error.kind() == io::ErrorKind::UnexpectedEof),
            ));
        }
        assert!(answers > 1000 && errors > 100, "{answers} answers and {errors} errors");
    }
}
