"""`jaculus.profile`: samples a part of a program."""

import os
import shutil
import sys
import tempfile
import time
import weakref

from jaculus import _report, sampling

MOST_HZ = 20_000
FORMATS = ("json", "html", "collapsed", "speedscope", "gecko", "pprof")


class Profile:
    """Samples all threads between start and stop, or in a `with` block; then it knows where their time went.

    `rate` is samples a second of processor time; with `wall`, threads that wait are shown too; with `memory`, what each
    line allocates. The processes that are started meanwhile are sampled as well. One at a time in a process, and none
    in a program under `annotate`.
    """

    def __init__(self, rate=1000, *, wall=False, memory=False):
        if not isinstance(rate, int) or isinstance(rate, bool) or not 1 <= rate <= MOST_HZ:
            raise ValueError(f"rate={rate!r}: samples a second, from 1 to {MOST_HZ}")
        self._rate, self._asked = rate, {"wall": bool(wall), "memory": bool(memory)}
        self._folder = self._stop = None

    def start(self):
        """From now on. What was sampled before is forgotten."""
        if self._stop is not None:
            raise RuntimeError("this profile has been started already")
        folder = tempfile.mkdtemp(prefix="jaculus-samples-")
        try:
            stop = None if sampling.is_on() else sampling.start(folder, self._rate, **self._asked)
            if stop is None:
                raise RuntimeError("this process is sampled already")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._folder, self._stop, self._began = folder, stop, time.monotonic()
        weakref.finalize(self, _remove, folder, os.getpid())
        return self

    def stop(self):
        """Till now."""
        if self._stop is None:
            raise RuntimeError("this profile has not been started")
        stop, self._stop = self._stop, None
        stop()
        program = os.path.basename(sys.argv[0]) if sys.argv and sys.argv[0] else ""
        _report.describe(self._folder, program, time.monotonic() - self._began)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def text(self):
        """The report, as `jaculus annotate` prints it."""
        return self._report()

    def save(self, path, kind=None):
        """Writes the report to a file: as text, or in one of FORMATS, by `kind` or by the name's end (`.json`)."""
        path = os.fspath(path)
        if kind is not None and kind != "text" and kind not in FORMATS:
            raise ValueError(f"kind={kind!r}: text, {', '.join(FORMATS)}")
        kind = kind or os.path.splitext(path)[1].lstrip(".")
        if kind in FORMATS:
            self._report(f"--{kind}", os.path.abspath(path))
        else:
            text = self.text()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

    def _report(self, *options):
        if self._folder is None or self._stop is not None:
            raise RuntimeError("this profile has not been stopped yet" if self._stop else "nothing was sampled yet")
        made = _report.make(self._folder, *options)
        if made.status:
            raise RuntimeError(made.errors.strip() or "no report could be made")
        return made.output


def _remove(folder, process):
    if os.getpid() == process:  # a forked child has the object too
        shutil.rmtree(folder, ignore_errors=True)
