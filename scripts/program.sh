# Sourced by ./jaculus for `run` and `annotate`: the interpreter itself is started, and no Java waits beside the program.
# $python: by --python, JACULUS_PYTHON, or what was built. What stands before and behind --python stays as it is.
# shellcheck shell=sh

say_and_end() {
    printf 'jaculus: %s\n' "$1" >&2
    exit 2
}

python=${JACULUS_PYTHON:-}
command=$1
shift
rate=
output=
while :; do
    case ${1:-} in
        --python | --rate | -o | --output) [ $# -ge 2 ] || say_and_end "$1 wants a value; see ./jaculus $command --help" ;;
    esac
    case ${1:-} in
        --python) python=$2 && shift ;;
        --python=*) python=${1#*=} ;;
        --rate) rate=$2 && shift ;;
        --rate=*) rate=${1#*=} ;;
        -o | --output) output=$2 && shift ;;
        --output=*) output=${1#*=} ;;
        *) break ;;
    esac
    shift
done
[ "$command" = annotate ] || [ -z "$rate$output" ] || say_and_end "--rate and --output are options of annotate"

if [ -z "$python" ]; then
    python=$JACULUS_HOME/venv/bin/python
else
    [ ! -d "$python" ] || [ ! -x "$python/bin/python" ] || python=$python/bin/python # a virtual environment
    [ ! -d "$python" ] || say_and_end "--python $python is a folder, and no virtual environment"
    found=$(command -v "$python") || say_and_end "cannot start the interpreter $python: there is no such program"
    version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2], sys.version_info >= (3, 11))' 2>/dev/null </dev/null) || version=
    case $version in
        *True) ;;
        *False) say_and_end "$python is Python ${version% *}; Jaculus needs 3.11 or newer" ;;
        *) say_and_end "cannot start the interpreter $python: it is no Python, or a broken one" ;;
    esac
fi

export PYTHONPATH="$root/python${PYTHONPATH:+:$PYTHONPATH}"
case $command in
    run) exec "$python" -P -m jaculus._launch run "$@" ;;
    annotate) exec "$python" -P -m jaculus._annotate "${rate:-1000}" "$output" "$@" ;;
esac
