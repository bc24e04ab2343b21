#!/bin/sh
# Makes in build/ what is missing or older than its sources. Two at once take turns; an interrupted one leaves no half
# of anything: each thing appears by a rename, and build/version, which says that all is there, comes last.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/build
. "$root/scripts/find.sh"
. "$root/scripts/fresh.sh"

say() { printf 'jaculus: %s\n' "$1" >&2; }

# write FILE: standard input becomes its content, in one step.
write() { cat >"$1.new" && mv "$1.new" "$1"; }

mkdir -p "$build/lib"
exec 9>"$build/.lock"
flock -n 9 || { say "another build is under way; waiting for it" && flock 9; }
! fresh || exit 0

find_java
find_python
find_cc
find_maven
started=$build/.started
touch "$started"
[ -e "$build/version" ] || say "building for the first time; this takes some minutes"

jar=$root/cli/target/jaculus.jar # where ./check has built it, it is only copied
if [ ! -e "$jar" ] || [ ! -e "$build/lib/libLLVM.so" ] || sources_newer_than "$jar"; then
    [ -e "$build/lib/libLLVM.so" ] && note= || note="; Maven may download 250 MB, once"
    say "1/5 the compiler, with $java_home$note"
    { JAVA_HOME=$java_home "$mvn" -B -ntp -f "$root/pom.xml" -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true package 2>&1 || printf '\nMAVEN FAILED\n'; } |
        tee "$build/build.log" |
        sed -u -n 's/^\[INFO\] Building \([a-z]*\) .*\[\([0-9]*\)\/\([0-9]*\)\]$/         \2 of \3: \1/p' >&2
    if grep -q '^MAVEN FAILED' "$build/build.log"; then
        grep -E '^\[?(ERROR|FATAL)' "$build/build.log" | head -20 >&2
        fail "Maven failed; all it said is in $build/build.log"
    fi
fi
rm -f "$build/version" # what follows replaces things that belong together
write "$build/jaculus.jar" <"$jar"

if [ ! -e "$build/lib/libjaculus_rt.so" ] || [ -n "$(find "$root/runtime" -type f -newer "$build/lib/libjaculus_rt.so" -print -quit)" ]; then
    say "2/5 the runtime library"
    CC=$cc "$root/runtime/build.sh" "$build/lib"
fi

packages="$root $python $(cat "$root/scripts/requirements.txt")"
if [ "$packages" != "$(cat "$build/venv/.complete" 2>/dev/null)" ]; then
    say "3/5 a virtual environment with NumPy, from $python"
    rm -rf "$build/venv" "$build/ext"
    "$python" -m venv "$build/venv" >&2 || fail "$python -m venv failed"
    "$build/venv/bin/python" -m pip install -q --disable-pip-version-check -r "$root/scripts/requirements.txt" >&2 ||
        fail "pip could not install NumPy into $build/venv"
    site=$("$build/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$root/python" >"$site/jaculus.pth" # so that build/venv/bin/python finds the package without a launcher
    echo "$packages" >"$build/venv/.complete"
fi

if [ ! -e "$build/ext/.built" ] || [ -n "$(find "$root/python/ext" "$root/python/build_ext.py" "$root/runtime/include" -type f -newer "$build/ext/.built" -print -quit)" ]; then
    say "4/5 the extension for this Python"
    rm -rf "$build/ext" # those for other interpreters too: each is built again when it is met
    CC=$cc "$build/venv/bin/python" "$root/python/build_ext.py" "$build/ext"
    touch -r "$started" "$build/ext/.built"
fi

version=$(cat "$build/jaculus.jar" "$build/lib/libjaculus_rt.so" | sha256sum | cut -c 1-64)
aot=$build/jaculus-$(echo "$version" | cut -c 1-8).aot
# How Java is started, one argument a line; {home} is this folder (python/jaculus/starting.py reads it).
arguments() { printf '%s\n' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompressedClassSpaceSize=64m "$@" -jar '{home}/jaculus.jar'; }
jaculus() { JACULUS_HOME=$build PYTHONPATH=$root/python "$build/venv/bin/python" -P -m jaculus "$@"; }
if [ ! -e "$aot" ] || [ "$java_home/bin/java" != "$(cat "$build/java" 2>/dev/null)" ]; then
    echo "$java_home/bin/java" | write "$build/java"
    say "5/5 a trained start of the compiler"
    rm -f "$build"/jaculus-*.aot*
    arguments "-XX:AOTCacheOutput=$aot.new" | write "$build/java-args"
    if jaculus server train >"$build/training.log" 2>&1; then
        mv "$aot.new" "$aot"
    else
        rm -f "$aot.new"*
        say "training failed, so the server starts more slowly; see $build/training.log"
    fi
fi
# As pip does on installing: programs start 15 ms sooner, also where Python is told to write no bytecode itself.
"$build/venv/bin/python" -m compileall -q "$root/python/jaculus" || true
if [ -e "$aot" ]; then arguments "-XX:AOTCache={home}/${aot##*/}"; else arguments; fi | write "$build/java-args"
echo "$root" | write "$build/root"
echo "$version" >"$build/version.new"
touch -r "$started" "$build/version.new"
mv "$build/version.new" "$build/version"
say "ready"
