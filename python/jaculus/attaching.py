"""Another process of this user's, whose threads are asked where they are.

It has a handler for a signal, and says which in the name of a mapping; runtime/src/attached.c is that side. We are the
clock: each thread that has used processor time gets the signal, with the number of samples that this is worth.
"""

import ctypes
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

from jaculus import runtime
from jaculus.home import PACKAGE, home

_NAME = re.compile(r" /memfd:jaculus-attach-(\d+) ")
_SYS_RT_TGSIGQUEUEINFO, _SI_QUEUE = 297, -1
_ANSWER_S = 2.0  # a thread that gets a signal answers within that, where it can
_FILES = 1 / 4  # seconds between two looks for new threads


class Refused(Exception):
    """Why a process cannot be looked at, for people."""


class Attached:
    """A process that is looked at, in `with`; `folder` has what was seen."""

    def __init__(self, pid, rate):
        self.pid, self.rate = pid, rate
        self.folder = None

    def __enter__(self):
        self._check_owner()
        self._signal = self._announced() or self._invited()
        self._session = secrets.randbelow(2**16 - 1) + 1
        self.folder = self._make_folder()
        self._threads, self._looked = {}, 0.0  # by number: the open schedstat, nanoseconds and samples so far
        return self

    def __exit__(self, *_):
        for one in self._threads.values():
            os.close(one.file)
        shutil.rmtree(self.folder, ignore_errors=True)

    # Who it is.

    def _check_owner(self):
        try:
            owner = os.stat(f"/proc/{self.pid}").st_uid
        except OSError:
            raise Refused(f"there is no process {self.pid}") from None
        if self.pid == os.getpid():
            raise Refused("a process cannot be attached to itself; see jaculus.profile")
        if owner != os.getuid():
            raise Refused(f"process {self.pid} belongs to another user")

    def _announced(self):
        """The signal that it waits for, or None."""
        try:
            with open(f"/proc/{self.pid}/maps", encoding="utf-8", errors="replace") as file:
                found = _NAME.search(file.read())
        except OSError as e:
            raise Refused(f"process {self.pid} may not be looked at: {e.strerror}") from None
        return int(found[1]) if found else None

    def _invited(self):
        """Asks a Python from 3.14 on, by its debugging interface, to load what answers us."""
        version = self._python_version()
        if version is None:
            raise Refused(f"process {self.pid} is no Python that has used Jaculus")
        if version < (3, 14):
            raise Refused(
                f"process {self.pid} has not used Jaculus so far, and Python {version[0]}.{version[1]} cannot be asked "
                "from outside to load it, as 3.14 and newer can"
            )
        script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from jaculus import attaching; "
        script += "attaching.invite(*sys.argv[1:])"
        same = version == sys.version_info[:2]  # it must be asked by its own version
        python = sys.executable if same else f"/proc/{self.pid}/exe"
        command = [python, "-I", "-c", script, os.path.dirname(PACKAGE), str(self.pid), self._prefix()]
        asked = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if asked.returncode:
            why = (asked.stderr.strip().splitlines() or ["it failed"])[-1]
            raise Refused(f"process {self.pid} could not be asked by Python's debugging interface: {why}")
        limit = time.monotonic() + _ANSWER_S
        while (found := self._announced()) is None and time.monotonic() < limit:
            time.sleep(0.01)
        if found is None:
            raise Refused(f"process {self.pid} was asked, and has not answered: its main thread executes no Python now")
        return found

    def _python_version(self):
        """Of the interpreter that it executes, by the name of its library or program."""
        with suppress(OSError), open(f"/proc/{self.pid}/maps", encoding="utf-8", errors="replace") as file:
            found = re.search(r"/(?:lib)?python(3)\.(\d+)[^/\n]*$", file.read(), re.MULTILINE)
            if found:
                return int(found[1]), int(found[2])
        return None

    def _environment(self):
        with suppress(OSError), open(f"/proc/{self.pid}/environ", "rb") as file:
            pairs = (os.fsdecode(one).partition("=") for one in file.read().split(b"\0"))
            return {name: value for name, _, value in pairs}
        return dict(os.environ)

    def _prefix(self):
        return runtime.path(self._environment())

    def _make_folder(self):
        prefix = self._prefix()
        folder = os.path.join(prefix, f"attached-{self.pid}")
        try:
            os.makedirs(prefix, mode=0o700, exist_ok=True)
            if os.stat(prefix).st_uid != os.getuid():
                raise Refused(f"{prefix} belongs to another user")
            with suppress(FileNotFoundError, ValueError):
                with open(os.path.join(folder, "owner"), encoding="ascii") as file:
                    owner = int(file.read())
                if os.path.exists(f"/proc/{owner}"):
                    raise Refused(f"process {owner} looks at process {self.pid} already")
            shutil.rmtree(folder, ignore_errors=True)  # somebody was killed
            os.mkdir(folder, 0o700)
            for name, text in (("owner", str(os.getpid())), ("package", PACKAGE)):
                with open(os.path.join(folder, name), "w", encoding="utf-8", errors="surrogateescape") as file:
                    file.write(text)
        except OSError as e:
            raise Refused(f"cannot make {folder}: {e.strerror}") from None
        return folder

    # Asking.

    def tick(self):
        """Asks the threads that have used processor time. Whether the process is still there."""
        now = time.monotonic()
        if now - self._looked >= _FILES:
            self._looked = now
            self._find_threads()
        for number, one in list(self._threads.items()):
            due = one.due(self.rate)
            if due is None:
                os.close(self._threads.pop(number).file)
            elif due > 0:
                self._ask(number, due, waits=False)
        return os.path.exists(f"/proc/{self.pid}") and _state(self.pid, self.pid) != "Z"

    def ask_all(self):
        """Asks each thread once, and waits for the answers; gives the names of those that do not answer."""
        asked, silent = 0, []
        for number in self._numbers():
            state = _state(self.pid, number)
            if state in (None, "Z", "X") or not self._ask(number, 1, waits=state != "R"):
                continue
            limit = time.monotonic() + _ANSWER_S
            while self._answers() <= asked and time.monotonic() < limit:
                time.sleep(0.001)
            if self._answers() > asked:
                asked = self._answers()
            else:
                silent.append(f"thread {number} ({_comm(self.pid, number)})")
        return silent

    def has_answered(self):
        """Whether anything was seen."""
        return self._answers() > 0

    def _answers(self):
        with suppress(OSError), open(os.path.join(self.folder, "samples.bin"), "rb") as file:
            return int.from_bytes(file.read(32)[24:32], sys.byteorder)
        return 0

    def _find_threads(self):
        for number in self._numbers():
            if number not in self._threads:
                with suppress(OSError):
                    self._threads[number] = _Thread(self.pid, number)

    def _numbers(self):
        with suppress(OSError):
            return sorted(map(int, os.listdir(f"/proc/{self.pid}/task")))
        return []

    def _ask(self, thread, weight, waits):
        word = min(weight, 2**24 - 1) | waits << 24 | self.rate << 25 | self._session << 41
        info = _SignalInfo(self._signal, 0, _SI_QUEUE, 0, os.getpid(), os.getuid(), word)
        return _libc.syscall(_SYS_RT_TGSIGQUEUEINFO, self.pid, thread, self._signal, ctypes.byref(info)) == 0

    # Telling.

    def describe(self, elapsed):
        """Writes beside the samples what we know of the process."""
        from jaculus import _report

        with suppress(OSError), open(f"/proc/{self.pid}/cmdline", "rb") as file:
            words = [os.fsdecode(one) for one in file.read().split(b"\0") if one]
            program = next((os.path.basename(one) for one in words[1:] if not one.startswith("-")), "")
            _report.describe(self.folder, program or f"process {self.pid}", elapsed)
            return
        _report.describe(self.folder, f"process {self.pid}", elapsed)


class _SignalInfo(ctypes.Structure):
    """siginfo_t of a queued signal."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("number", "error", "code", "padding", "pid", "uid")),
        ("value", ctypes.c_uint64),
        ("rest", ctypes.c_char * 96),
    ]


_libc = ctypes.CDLL(None, use_errno=True)


class _Thread:
    """The processor time of a thread, by the scheduler's own account."""

    def __init__(self, pid, number):
        self.file = os.open(f"/proc/{pid}/task/{number}/schedstat", os.O_RDONLY | os.O_CLOEXEC)
        self._last, self._rest = self._used() or 0, 0.0

    def _used(self):
        try:
            return int(os.pread(self.file, 64, 0).split()[0])
        except (OSError, IndexError, ValueError):
            return None

    def due(self, rate):
        """How many samples it is worth since the last time; None: it is gone."""
        used = self._used()
        if used is None:
            return None
        self._rest += (used - self._last) * rate / 1e9
        self._last = used
        due = int(self._rest)
        self._rest -= due
        return due


def _state(pid, thread):
    with suppress(OSError), open(f"/proc/{pid}/task/{thread}/stat", encoding="utf-8", errors="replace") as file:
        return file.read().rpartition(")")[2].split()[0]
    return None


def _comm(pid, thread):
    with suppress(OSError), open(f"/proc/{pid}/task/{thread}/comm", encoding="utf-8", errors="replace") as file:
        return file.read().strip()
    return "ended"


def invite(pid, prefix):
    """In an interpreter like that of the process: has it load what answers, by sys.remote_exec."""
    from jaculus import extensions

    module = extensions.load("_frames").__file__
    library = os.path.join(home(), "lib", "libjaculus_rt.so")
    text = f"""\
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location
if "jaculus._frames" not in sys.modules:
    loader = ExtensionFileLoader("jaculus._frames", {module!r})
    module = module_from_spec(spec_from_file_location("jaculus._frames", {module!r}, loader=loader))
    loader.exec_module(module)
    module.attachable({library!r}, {prefix!r})
"""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8", delete=False) as file:
        file.write(text)
    sys.remote_exec(int(pid), file.name)
    time.sleep(_ANSWER_S / 4)  # the process reads it when it comes to it
    os.unlink(file.name)
