//! SHA-NI on processors without it, for tests: the three instructions are answered in a handler of
//! SIGILL. The kernels' code runs as it does on other processors, only slower.
//!
//! The core knows nothing of this. It asks the processor, and the compiler answers for a feature that the build
//! requires: `RUSTFLAGS="-C target-feature=+sha"` makes the kernels available. A build with this crate has to be
//! made so.
//!
//! Semantics are those of the Intel manual, volume 2: SHA256RNDS2, SHA256MSG1, SHA256MSG2.

/// Handles SIGILL.
///
/// Call it before anything is hashed. On a processor with SHA-NI it changes nothing but the handler, which is then
/// never called.
///
/// # Panics
/// When the core does not use SHA-NI in this build, or the system refuses the handler.
pub fn install() {
    if !cfg!(target_feature = "sha") {
        panic!("build with RUSTFLAGS=\"-C target-feature=+sha\", as core/test.sh does");
    }
    let mut action: libc::sigaction = {
        // SAFETY: sigaction is plain data for which zeros are valid.
        unsafe { core::mem::zeroed() }
    };
    action.sa_sigaction = handle as *const () as usize;
    action.sa_flags = libc::SA_SIGINFO;
    // SAFETY: `action` is fully set, and the handler has the signature that SA_SIGINFO asks for.
    let status = unsafe { libc::sigaction(libc::SIGILL, &raw const action, core::ptr::null_mut()) };
    assert_eq!(status, 0, "sigaction(SIGILL) failed");
}

extern "C" fn handle(_: libc::c_int, _: *mut libc::siginfo_t, context: *mut libc::c_void) {
    // SAFETY: the system passes a valid ucontext_t that nothing else uses meanwhile, and the
    // interrupted code's instruction and operands are readable, as it was about to use them.
    let answered = unsafe {
        let context = &mut *context.cast::<libc::ucontext_t>();
        let registers = &mut *context.uc_mcontext.fpregs;
        step(&mut context.uc_mcontext.gregs, &mut registers._xmm)
    };
    if !answered {
        // Some other illegal instruction: it ends the process, as it would without this handler.
        // SAFETY: restoring the default action is always allowed.
        unsafe { libc::signal(libc::SIGILL, libc::SIG_DFL) };
    }
}

/// Carries out one instruction, or returns false when it is none of the three.
///
/// # Safety
/// The registers are those of code that stopped at an instruction.
unsafe fn step(general: &mut [libc::greg_t; 23], xmm: &mut [libc::_libc_xmmreg; 16]) -> bool {
    let start = general[libc::REG_RIP as usize] as *const u8;
    let mut at = start;
    // SAFETY: an instruction is read byte by byte, no further than its own fields reach.
    let mut next = || unsafe {
        let byte = at.read();
        at = at.add(1);
        byte
    };
    let mut byte = next();
    let prefix = if byte & 0xf0 == 0x40 { core::mem::replace(&mut byte, next()) } else { 0 };
    if byte != 0x0f || next() != 0x38 {
        return false;
    }
    let operation: fn([u32; 4], [u32; 4], [u32; 4]) -> [u32; 4] = match next() {
        0xcb => rounds_2,
        0xcc => |target, source, _| message_1(target, source),
        0xcd => |target, source, _| message_2(target, source),
        _ => return false,
    };
    let form = next();
    let (mode, low) = (form >> 6, form & 7);
    let target = usize::from((form >> 3 & 7) | (prefix & 4) << 1);
    let source = if mode == 3 {
        xmm[usize::from(low | (prefix & 1) << 3)].element
    } else {
        let mut address = 0i64;
        let mut relative_to_instruction = false;
        if low == 4 {
            let scale = next();
            let index = usize::from((scale >> 3 & 7) | (prefix & 2) << 2);
            let base = scale & 7;
            if index != 4 {
                address += general[register(index)] << (scale >> 6);
            }
            if base == 5 && mode == 0 {
                address += i64::from(i32::from_le_bytes([next(), next(), next(), next()]));
            } else {
                address += general[register(usize::from(base | (prefix & 1) << 3))];
            }
        } else if low == 5 && mode == 0 {
            relative_to_instruction = true;
            address += i64::from(i32::from_le_bytes([next(), next(), next(), next()]));
        } else {
            address += general[register(usize::from(low | (prefix & 1) << 3))];
        }
        match mode {
            1 => address += i64::from(next().cast_signed()),
            2 => address += i64::from(i32::from_le_bytes([next(), next(), next(), next()])),
            _ => {}
        }
        if relative_to_instruction {
            address += at as i64;
        }
        // SAFETY: the interrupted instruction was about to read these 16 bytes.
        unsafe { (address as *const [u32; 4]).read_unaligned() }
    };
    xmm[target].element = operation(xmm[target].element, source, xmm[0].element);
    general[libc::REG_RIP as usize] = at as i64;
    true
}

/// The place of a general register in the saved context, by its number in instructions.
fn register(number: usize) -> usize {
    const ORDER: [libc::c_int; 16] = [
        libc::REG_RAX,
        libc::REG_RCX,
        libc::REG_RDX,
        libc::REG_RBX,
        libc::REG_RSP,
        libc::REG_RBP,
        libc::REG_RSI,
        libc::REG_RDI,
        libc::REG_R8,
        libc::REG_R9,
        libc::REG_R10,
        libc::REG_R11,
        libc::REG_R12,
        libc::REG_R13,
        libc::REG_R14,
        libc::REG_R15,
    ];
    ORDER[number] as usize
}

fn rounds_2(cdgh: [u32; 4], abef: [u32; 4], kw: [u32; 4]) -> [u32; 4] {
    let [mut h, mut g, mut d, mut c] = cdgh;
    let [mut f, mut e, mut b, mut a] = abef;
    for kw in [kw[0], kw[1]] {
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let t1 = h.wrapping_add(s1).wrapping_add((e & f) ^ (!e & g)).wrapping_add(kw);
        let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
        (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
    }
    // What is left of c, d, g and h is what the caller still has in its other register.
    let _ = (c, d, g, h);
    [f, e, b, a]
}

fn message_1(target: [u32; 4], source: [u32; 4]) -> [u32; 4] {
    let s0 = |x: u32| x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
    let after = [target[1], target[2], target[3], source[0]];
    core::array::from_fn(|i| target[i].wrapping_add(s0(after[i])))
}

fn message_2(target: [u32; 4], source: [u32; 4]) -> [u32; 4] {
    let s1 = |x: u32| x.rotate_right(17) ^ x.rotate_right(19) ^ (x >> 10);
    let w16 = target[0].wrapping_add(s1(source[2]));
    let w17 = target[1].wrapping_add(s1(source[3]));
    let w18 = target[2].wrapping_add(s1(w16));
    let w19 = target[3].wrapping_add(s1(w17));
    [w16, w17, w18, w19]
}
