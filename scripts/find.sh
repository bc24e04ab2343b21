# Sourced by ./jaculus, ./check and build.sh: finds the tools that the machine has. Each function sets a variable, or
# prints one line that says what is missing and how to get it on Debian, and ends the script with status 1.
# shellcheck shell=sh

fail() {
    printf 'jaculus: %s\n' "$1" >&2
    exit 1
}

# The major version of the JDK in a folder, from its "release" file, which is faster than to start it; 0 if there is none.
jdk_version() {
    [ -x "$1/bin/javac" ] || { echo 0; return; }
    found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
    [ -n "$found" ] || found=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    echo "${found:-0}"
}

# $java_home: JACULUS_JAVA (a JDK's folder or its java), JAVA_HOME, the java of PATH, the usual folders; 25 or newer.
find_java() {
    if [ -n "${JACULUS_JAVA:-}" ]; then
        java_home=${JACULUS_JAVA%/bin/java}
        [ "$(jdk_version "$java_home")" -ge 25 ] || fail "JACULUS_JAVA=$JACULUS_JAVA is not a JDK of version 25 or newer"
        return
    fi
    on_path=$(command -v java) && on_path=$(readlink -f "$on_path") || on_path=
    for java_home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* /opt/*jdk* /opt/java/* /usr/java/* /usr/local/*jdk*; do
        [ -n "$java_home" ] && [ "$(jdk_version "$java_home")" -ge 25 ] && return
    done
    fail "needs a JDK, version 25 or newer. On Debian 13: apt-get install openjdk-25-jdk-headless; elsewhere from adoptium.net, unpacked below ~/.jdks; or set JACULUS_JAVA to its folder"
}

# $python: the first on PATH that is new enough, has venv, and the headers that a C extension needs.
find_python() {
    missing=
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        command -v "$candidate" >/dev/null || continue
        lacks=$("$candidate" -c '
import os, sys, sysconfig
if sys.version_info < (3, 11): sys.exit("old")
name = "python%d.%d" % sys.version_info[:2]
try: import ensurepip, venv
except ImportError: print(name + "-venv")
if not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")): print(name + "-dev")
' 2>/dev/null) || continue
        if [ -z "$lacks" ]; then
            python=$("$candidate" -c 'import sys; print(sys.executable)')
            return
        fi
        missing=${missing:-"$(command -v "$candidate") lacks $(echo $lacks). On Debian: apt-get install $(echo $lacks)"}
    done
    fail "${missing:-needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv python3-dev}"
}

# $cc: for the runtime and the C extension.
find_cc() {
    cc=$(command -v "${CC:-gcc}" || command -v cc) || fail "needs a C compiler. On Debian: apt-get install gcc libc6-dev"
}

# $mvn: builds the jar and downloads libLLVM.
find_maven() {
    mvn=$(command -v mvn) || fail "needs Maven. On Debian: apt-get install maven"
}
