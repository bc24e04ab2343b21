#!/bin/sh
# Makes libjaculus_rt.so: runtime/build.sh [FOLDER] (build/lib without one). Needs a C compiler and nothing else.
# CC and CFLAGS are honoured: CFLAGS="-fsanitize=address,undefined" gives the build that test.sh runs too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=${1:-$here/../build/lib}
cc=${CC:-$(command -v gcc || command -v cc)} || { echo "jaculus: no C compiler; install gcc" >&2; exit 1; }
mkdir -p "$to"
# The file replaces the old one in a single step: a process that has it open, or opens it now, sees a whole library.
new=$to/.libjaculus_rt.so.$$
trap 'rm -f "$new"' EXIT
"$cc" -O2 -g -std=gnu11 -Wall -Wextra -Werror -fvisibility=hidden -fPIC -fno-plt -pthread ${CFLAGS:-} \
    -shared -Wl,-soname,libjaculus_rt.so -Wl,-z,now -Wl,-z,noexecstack -Wl,--no-undefined \
    -I"$here/include" "$here"/src/*.c -o "$new" -lrt -ldl -lm
mv "$new" "$to/libjaculus_rt.so"
