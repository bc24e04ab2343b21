#!/bin/sh
# Tests of the runtime: runtime/test.sh [NAME…] runs the tests whose name contains one of the words, or all.
# Each test program is built three ways: as shipped; with the sanitisers (the parallel one with the one for threads too); and as
# shipped under valgrind. What this machine lacks is left out, and said.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cc=${CC:-$(command -v gcc || command -v cc)} || { echo "jaculus: no C compiler; install gcc" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/build.sh" "$work"

build() { # program, flags
    "$cc" -g -std=gnu11 -Wall -Wextra -Werror -pthread -I"$here/include" -I"$here/src" $2 \
        "$here"/src/*.c "$here/test/$1.c" -o "$work/$1" -lrt -ldl -lm
}

for name in blocks lists objects generators numbers parallel sampler allocations counts frames unwinding; do
    echo "$name"
    build $name -O2
    "$work/$name" "$@"
done

sanitise="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all"
if echo 'int main(void) { return 0; }' | "$cc" $sanitise -x c - -o "$work/probe" 2>/dev/null && "$work/probe"; then
    for name in blocks lists objects generators numbers parallel sampler allocations counts frames; do
        echo "$name, sanitised"
        build $name "$sanitise"
        "$work/$name" "$@" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    done
else
    echo "no sanitisers here: left out"
fi

threads="-O1 -fsanitize=thread"
if echo 'int main(void) { return 0; }' | "$cc" $threads -x c - -o "$work/probe" 2>/dev/null && "$work/probe"; then
    echo "parallel, threads watched"
    build parallel "$threads"
    TSAN_OPTIONS="die_after_fork=0 halt_on_error=1" "$work/parallel" "$@" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
else
    echo "no thread sanitiser here: left out"
fi

if command -v valgrind >/dev/null; then
    for name in blocks lists objects generators numbers parallel; do
        echo "$name, under valgrind"
        build $name -O1
        # One thread runs at a time, and without fairness the same one for long.
        valgrind -q --fair-sched=try --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=9 \
            "$work/$name" "$@" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    done
else
    echo "no valgrind here: left out"
fi
