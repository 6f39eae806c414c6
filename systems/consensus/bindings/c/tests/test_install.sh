#!/bin/sh
# Installs into a prefix and into a package's root, builds programs with pkg-config alone, runs them
# where only the installed library can be found, and uninstalls.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { echo "test_install: $*"; }
fail() { say "$*" >&2; exit 1; }

prefix="$work/a prefix"
make --no-print-directory install PREFIX="$prefix" >/dev/null
[ -L "$prefix/lib/libcoinjecture_core.so" ] || fail "no link for the linker"
[ -f "$prefix/lib/libcoinjecture_core.so.1" ] && [ ! -L "$prefix/lib/libcoinjecture_core.so.1" ] || fail "no library"
readelf -d "$prefix/lib/libcoinjecture_core.so.1" | grep -q 'SONAME.*\[libcoinjecture_core.so.1\]' || fail "no SONAME"
PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
export PKG_CONFIG_PATH
[ "$(pkg-config --modversion coinjecture_core)" = "$(sed -n 's/^#define COINJ_VERSION "\(.*\)"$/\1/p' "$prefix/include/coinjecture.h")" ] ||
    fail "the version of the package is not that of the header"

for compiler in "gcc -std=c11" "clang -std=c11" "g++ -std=c++11 -x c++" "clang++ -std=c++11 -x c++"; do
    # eval: pkg-config quotes the space of the prefix for a shell.
    eval "$compiler -Wall -Wextra -Werror $(pkg-config --cflags coinjecture_core) -o '$work/shared' tests/test_compat.c -x none $(pkg-config --libs coinjecture_core)"
    readelf -d "$work/shared" | grep -q 'NEEDED.*\[libcoinjecture_core.so.1\]' || fail "$compiler: the program does not ask for the SONAME"
    if env -u LD_LIBRARY_PATH "$work/shared" >/dev/null 2>&1; then fail "$compiler: the program runs without the library"; fi
    LD_LIBRARY_PATH="$prefix/lib" "$work/shared" >/dev/null || fail "$compiler: the program fails"
done
# A program that names the library by its path asks for the SONAME too.
gcc -std=c11 -I"$prefix/include" -o "$work/by_path" tests/test_compat.c "$prefix/lib/libcoinjecture_core.so"
readelf -d "$work/by_path" | grep -q 'NEEDED.*\[libcoinjecture_core.so.1\]' || fail "a path stands in the program"
eval "gcc -std=c11 $(pkg-config --cflags coinjecture_core) -o '$work/static' tests/test_compat.c '$prefix/lib/libcoinjecture_core.a' $(pkg-config --static --libs-only-l coinjecture_core | sed 's/-lcoinjecture_core//')"
"$work/static" >/dev/null || fail "the static program fails"

# A package's root: files lie below it, and none of them names it.
make --no-print-directory install DESTDIR="$work/root" PREFIX=/usr LIBDIR=/usr/lib/here >/dev/null
[ -f "$work/root/usr/lib/here/libcoinjecture_core.so.1" ] || fail "DESTDIR: no library"
grep -q '^libdir=/usr/lib/here$' "$work/root/usr/lib/here/pkgconfig/coinjecture_core.pc" || fail "DESTDIR: wrong libdir"
if grep -rIl "$work" "$work/root"; then fail "DESTDIR stands in a file"; fi

echo mine >"$prefix/lib/of_the_user"
make --no-print-directory uninstall PREFIX="$prefix" >/dev/null
make --no-print-directory uninstall DESTDIR="$work/root" PREFIX=/usr LIBDIR=/usr/lib/here >/dev/null
left=$(find "$prefix" "$work/root" ! -type d)
[ "$left" = "$prefix/lib/of_the_user" ] || fail "left after uninstall: $left"
say "install, pkg-config, four compilers, static, DESTDIR, uninstall: ok"
