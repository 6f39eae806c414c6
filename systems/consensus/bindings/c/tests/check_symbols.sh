#!/bin/sh
# The shared library must export exactly the functions that the header declares.
#   check_symbols.sh HEADER LIBRARY
set -eu
header=$1
library=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -oE '\bcoinj(ecture)?_[a-z0-9_]+\(' "$header" | tr -d '(' | sort -u >"$work/declared"
readelf --dyn-syms --wide "$library" |
    awk '$5 != "LOCAL" && $7 != "UND" && $8 != "" && $1 ~ /^[0-9]+:$/ { print $8 }' | sort -u >"$work/exported"
# coinj_error and the like are types, and comments call functions too: what the grep takes for a
# function is always followed by a parenthesis, so the list is exact.
if ! diff "$work/declared" "$work/exported"; then
    echo "check_symbols: < is declared only, > is exported only" >&2
    exit 1
fi
echo "check_symbols: $(wc -l <"$work/exported") functions, all declared"
