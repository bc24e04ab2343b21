"""`jaculus COMMAND …` and `python -m jaculus COMMAND …`.

run, annotate and compare are here, so that no Java waits beside a program; every other command is the
compiler's (module cli).
"""

import os
import sys

from jaculus import home

# Each names a file for a report.
WRITTEN = ("-o", "--output", "--html", "--json", "--collapsed", "--speedscope", "--gecko", "--pprof")
VALUED = {
    "run": ("--python",),
    "annotate": ("--python", "--rate", "--function", *WRITTEN),
    "explain": ("--python", "--types", "-o", "--output", "--html", "--json"),
    "attach": ("--rate", "--seconds", *WRITTEN),
    "dump": (),
}
FLAGS = {  # options without a value
    "run": (),
    "annotate": ("--exact", "--wall", "--memory", "--perf", "--with-numba", "--live"),
    "explain": ("--assembly",),
    "attach": (),
    "dump": (),
}


def main():
    """Ends as the command ends, or this process becomes it."""
    if not sys.flags.safe_path:
        del sys.path[0]  # the working folder, or that of our script: none of a program's business
    command, *rest = sys.argv[1:] or [None]
    if command == "doctor":
        from jaculus import doctor

        sys.exit(doctor.main(rest))
    if command == "compare":
        _compare(rest)
    if command not in VALUED:
        _become_java(sys.argv[1:])
    options, program = _options(command, rest)
    if command in ("attach", "dump"):
        from jaculus import _attach

        sys.exit(_attach.main(command, options, program))
    interpreter = options.get("--python") or os.environ.get("JACULUS_PYTHON")
    if interpreter and (chosen := _interpreter(interpreter)) != sys.executable:
        _become_python(chosen, command, options, program)
    if command == "run":
        from jaculus import _launch

        _launch.main(["run", *program])
    elif command == "explain":
        from jaculus import _explain

        sys.exit(_explain.main(options, [name for name in FLAGS["explain"] if name in options], program))
    else:
        from jaculus import _annotate

        outputs = {name: options[name] for name in WRITTEN if name in options}
        flags = [name for name in FLAGS["annotate"] if name in options]
        if "--function" in options:
            flags.append(f"--function={options['--function']}")
        sys.exit(_annotate.main(options.get("--rate", "1000"), outputs, flags, program))


def _compare(arguments):
    from jaculus.comparing import command, options

    asked = options.parsed(arguments)
    interpreter = asked.python or os.environ.get("JACULUS_PYTHON")
    if interpreter and (chosen := _interpreter(interpreter)) != sys.executable:
        _become_python(chosen, "compare", {}, options.without_python(arguments))
    sys.exit(command.main(asked))


def _options(command, arguments):
    """What stands before the program: the options with their values, and the rest as it is."""
    options, rest = {}, list(arguments)
    while rest:
        name, equals, value = rest[0].partition("=")
        if rest[0] in FLAGS[command]:
            options[rest.pop(0)] = None
            continue
        if equals and not name.startswith("--"):
            break
        if name not in VALUED[command]:
            others = [one for one in VALUED if name in (*VALUED[one], *FLAGS[one])]
            if others:
                _refuse(f"{name} is an option of {others[0]}")
            break
        if not equals and len(rest) == 1:
            _refuse(f"{name} wants a value; see jaculus {command} --help")
        options[name] = value if equals else rest[1]
        del rest[: 1 if equals else 2]
    return options, rest


def _interpreter(named):
    """The path of a Python that is new enough, from a name, a path or a virtual environment."""
    import shutil
    import subprocess

    path = named
    if os.path.isdir(path):
        path = os.path.join(path, "bin", "python")
        if not os.access(path, os.X_OK):
            _refuse(f"--python {named} is a folder, and no virtual environment")
    found = shutil.which(path)
    if found is None:
        _refuse(f"cannot start the interpreter {named}: there is no such program")
    if found == sys.executable:
        return found
    ask = "import sys; print('%d.%d' % sys.version_info[:2], sys.version_info >= (3, 11))"
    try:
        asked = subprocess.run(
            [found, "-c", ask], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
        )
        version, _, new_enough = asked.stdout.strip().partition(" ")
    except OSError:
        version, new_enough = "", ""
    if new_enough == "False":
        _refuse(f"{named} is Python {version}; Jaculus needs 3.11 or newer")
    if new_enough != "True":
        _refuse(f"cannot start the interpreter {named}: it is no Python, or a broken one")
    return os.path.abspath(found)


def _become_python(interpreter, command, options, program):
    """Starts over in another interpreter, with that one's packages and our clone."""
    import subprocess

    parent = os.path.dirname(home.PACKAGE)
    if home.is_installed():
        # The folder has our interpreter's other packages too: they are not for this one.
        has = subprocess.run([interpreter, "-P", "-c", "import jaculus"], capture_output=True, check=False)
        if has.returncode:
            _refuse(f"{interpreter} has no Jaculus; `{interpreter} -m pip install` it there")
    else:
        paths = [parent, os.environ.get("PYTHONPATH", "")]
        if paths[0] not in paths[1].split(os.pathsep):
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    os.environ.pop("JACULUS_PYTHON", None)
    given = [word for pair in options.items() if pair[0] != "--python" for word in pair if word is not None]
    _execute([interpreter, "-P", "-m", "jaculus", command, *given, *program])


def _become_java(arguments):
    from jaculus import starting
    from jaculus.errors import CompilerError

    try:
        command = starting.java()
    except CompilerError as e:
        _refuse(str(e), 1)
    _execute([*command, *arguments], starting.environment(**starting.terminal(sys.stdout)))


def _execute(command, environment=os.environ):
    try:
        os.execve(command[0], command, environment)
    except OSError as e:
        _refuse(f"cannot start {command[0]}: {e.strerror}", 1)


def _refuse(text, status=2):
    print(f"jaculus: {text}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
