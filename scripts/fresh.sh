# Sourced: is all that build.sh makes there, for this folder and this Java, and newer than every source?
# shellcheck shell=sh

# The files that decide; the Python package is used where it is.
sources_newer_than() {
    [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main "$root"/runtime "$root"/python/ext \
        "$root"/python/build_ext.py "$root"/scripts -type f -newer "$1" -print -quit 2>/dev/null)" ]
}

fresh() {
    # version is written last and has the time when the build began.
    { read -r was <"$root/build/root" && read -r java <"$root/build/java" && [ -e "$root/build/version" ]; } 2>/dev/null || return 1
    [ "$was" = "$root" ] && [ -x "$java" ] || return 1
    [ -z "${JACULUS_JAVA:-}" ] || [ "${JACULUS_JAVA%/bin/java}/bin/java" = "$java" ] || return 1
    ! sources_newer_than "$root/build/version"
}
