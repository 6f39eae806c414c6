//! What a library was built for, by its first bytes.
//!
//! The system's loader passes over a library of another machine as if it were not there, and says "No such file".

use std::path::Path;

use object::{FileKind, LittleEndian, elf, read::elf::FileHeader};

use super::LoadError;

/// What this program was built for.
const OURS: &str = "linux/amd64";

/// Refuses what this program cannot load, no matter who wrote it.
pub(super) fn verify(path: &Path, bytes: &[u8]) -> Result<(), LoadError> {
    let no_core = |reason: &str| LoadError::NoCore { path: path.to_owned(), reason: reason.to_owned() };
    let built_for = |found: String| LoadError::Machine { path: path.to_owned(), found, expected: OURS };
    if bytes.starts_with(b"!<arch>\n") {
        return Err(no_core(
            "it is an archive, to be linked in; `link = \"shared\"` in spandrel.toml makes a library",
        ));
    }
    if bytes.starts_with(b"MZ") {
        return Err(built_for("windows".to_owned()));
    }
    match FileKind::parse(bytes) {
        Ok(FileKind::Elf64 | FileKind::Elf32) => {}
        Ok(FileKind::MachO32 | FileKind::MachO64 | FileKind::MachOFat32 | FileKind::MachOFat64) => {
            return Err(built_for("darwin".to_owned()));
        }
        _ => return Err(no_core("it is not an ELF file")),
    }
    let Ok(header) = elf::FileHeader64::<LittleEndian>::parse(bytes) else {
        return Err(built_for(described(bytes)));
    };
    let same = header.e_machine.get(LittleEndian) == elf::EM_X86_64
        && matches!(header.e_ident.os_abi, elf::ELFOSABI_SYSV | elf::ELFOSABI_GNU);
    if !same {
        return Err(built_for(described(bytes)));
    }
    match header.e_type.get(LittleEndian) {
        elf::ET_DYN => Ok(()),
        elf::ET_REL => Err(no_core("it is an object file, not a shared library")),
        elf::ET_EXEC => Err(no_core("it is a program, not a shared library")),
        _ => Err(no_core("it is not a shared library")),
    }
}

/// System and machine of an ELF file, as Go names them where it does.
fn described(bytes: &[u8]) -> String {
    let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
    let system = match at(7) {
        elf::ELFOSABI_SYSV | elf::ELFOSABI_GNU => "linux",
        elf::ELFOSABI_FREEBSD => "freebsd",
        elf::ELFOSABI_NETBSD => "netbsd",
        elf::ELFOSABI_OPENBSD => "openbsd",
        elf::ELFOSABI_SOLARIS => "solaris",
        _ => "another system",
    };
    let little = at(5) != elf::ELFDATA2MSB;
    let pair = [at(18), at(19)];
    let machine = if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    let wide = at(4) == elf::ELFCLASS64;
    let machine = match (machine, wide, little) {
        (elf::EM_X86_64, true, _) => "amd64",
        (elf::EM_X86_64, false, _) => "x32",
        (elf::EM_386, ..) => "386",
        (elf::EM_AARCH64, ..) => "arm64",
        (elf::EM_ARM, ..) => "arm",
        (elf::EM_RISCV, true, _) => "riscv64",
        (elf::EM_S390, ..) => "s390x",
        (elf::EM_PPC64, _, true) => "ppc64le",
        (elf::EM_PPC64, _, false) => "ppc64",
        (elf::EM_LOONGARCH, ..) => "loong64",
        (elf::EM_MIPS, ..) => "mips",
        (other, ..) => return format!("{system}, machine number {other}"),
    };
    format!("{system}/{machine}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first bytes of this program, which is an ELF file of this machine, changed at some places.
    fn says(places: &[(usize, u8)]) -> String {
        let mut bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        bytes.truncate(4096);
        for (place, byte) in places {
            bytes[*place] = *byte;
        }
        verify(Path::new("x.so"), &bytes).map_or_else(|error| error.to_string(), |()| "accepted".to_owned())
    }

    #[test]
    fn issue_a_library_for_another_machine_is_refused_by_name() {
        assert_eq!(says(&[]), "accepted");
        for (places, expected) in [
            (&[(18, 183_u8)][..], "linux/arm64"),
            (&[(18, 243)], "linux/riscv64"),
            (&[(4, 1), (18, 3)], "linux/386"),
            (&[(4, 1)], "linux/x32"),
            (&[(5, 2), (18, 0), (19, 22)], "linux/s390x"),
            (&[(7, 9)], "freebsd/amd64"),
            (&[(18, 250), (19, 250)], "linux, machine number 64250"),
        ] {
            let expected = format!(
                "x.so is built for {expected}, this program for linux/amd64: build the core on, or for, the machine that runs it"
            );
            assert_eq!(says(places), expected);
        }
    }

    #[test]
    fn issue_other_kinds_of_files_are_refused_by_name() {
        let says = |bytes: &[u8]| verify(Path::new("x.so"), bytes).unwrap_err().to_string();
        assert!(says(b"!<arch>\nx").contains("it is an archive, to be linked in"), "{}", says(b"!<arch>\nx"));
        assert!(says(b"MZ\x90\0").contains("is built for windows"));
        assert!(says(b"\xcf\xfa\xed\xfe\x0c\0\0\x01\0\0\0\0\0\0\0\0").contains("is built for darwin"));
        assert!(says(b"#!/bin/sh\nexit 0 # too long for a header").contains("it is not an ELF file"));
        assert!(says(b"\x7fELF").contains("x.so is"));
        assert!(self::says(&[(16, 1)]).contains("an object file"));
        assert!(self::says(&[(16, 2)]).contains("a program"));
    }
}
