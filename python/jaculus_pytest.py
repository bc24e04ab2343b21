"""`pytest --jaculus-annotate`: the tests' kernels and Python, each line with its share of the time, after the tests.

Where Jaculus is installed pytest finds this by itself; in a clone `-p jaculus_pytest` names it. It lies beside the
package so that runs of pytest without the option import nothing of it.
"""

import os
import shutil
import tempfile
import time


def pytest_addoption(parser):
    """The option."""
    group = parser.getgroup("jaculus")
    show = "show the lines of the tests and of what they call that took the time, after the tests"
    group.addoption("--jaculus-annotate", action="store_true", help=show)
    write = "the same, written to a file: .html, .json, or text"
    group.addoption("--jaculus-report", metavar="FILE", help=write)


def pytest_configure(config):
    """Before anything is collected: imports are a part of the time."""
    file = config.getoption("--jaculus-report")
    if (file or config.getoption("--jaculus-annotate")) and not hasattr(
        config, "workerinput"
    ):  # pytest-xdist's workers are sampled as its children
        config.pluginmanager.register(_Annotated(os.path.abspath(file) if file else ""), "jaculus-annotate")


class _Annotated:
    """The sampler, from now until all tests have run."""

    def __init__(self, file):
        from jaculus import sampling

        self.file = file
        self.folder = tempfile.mkdtemp(prefix="jaculus-samples-")
        self.began = time.monotonic()
        self.stop = sampling.start(self.folder, 1000)  # says itself why it cannot, where it cannot

    def pytest_terminal_summary(self, terminalreporter):
        """The report, or where it is."""
        if self.stop is None:
            return
        from jaculus import _report

        self.stop()
        _report.describe(self.folder, "pytest", time.monotonic() - self.began)
        option = {".html": "--html", ".json": "--json"}.get(os.path.splitext(self.file)[1], "--output")
        done = _report.make(self.folder, *([option, self.file] if self.file else []))
        terminalreporter.section("jaculus annotate")
        if done.status:
            terminalreporter.write_line(f"no report: {done.errors.strip()}")
        else:
            terminalreporter.write_line(f"The report is in {self.file}." if self.file else done.output.rstrip())

    def pytest_unconfigure(self):
        """Also where pytest ends before its summary."""
        shutil.rmtree(self.folder, ignore_errors=True)
