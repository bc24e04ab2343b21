"""`./jaculus annotate`: the report beside the program's own output, and the program's exit status."""

import os
import re
import signal
import subprocess
import textwrap
import time

from conftest import ROOT

HEADER = re.compile(
    r"^# Total samples: (\d+) \((\d+\.\d)% non-kernel(?: samples)?, (\d+\.\d)% bad(?: samples)?\)$", re.M
)
LINE = re.compile(r"^ *(\d+\.\d)% +\d+\.\d+ s +\d+ \| ( .*)$", re.M)  # functions have no blank there


def shares(report):
    """Percent by the source line's text."""
    return {source.strip(): float(percent) for percent, source in LINE.findall(report)}


def test_report_of_dither(jaculus_command):
    done = jaculus_command("annotate", "examples/dither.py", "2")
    assert done.returncode == 0, done.stderr
    _, header, report = done.stderr.partition("# Total samples")
    assert re.search(r"^Processed \d+ images / sec$", done.stdout, re.M)
    total, outside, bad = map(float, HEADER.search(header + report).groups())
    assert total > 1000
    assert outside < 50
    assert bad <= 2 * (100 - outside) / 100
    assert re.search(r"^## File `.*examples/dither\.py`$", report, re.M)
    assert re.search(r"^Lines \d+ to \d+:$", report, re.M)
    found = shares(report)
    assert 100 - outside - bad - 2 < sum(found.values()) < 101  # Python's lines are there too
    slow = found["new = np.uint8(np.round(old / 255.0)) * 255"]
    assert slow == max(found.values()), report
    assert slow > 0.25 * (100 - outside)


def test_the_threshold_makes_the_slow_line_cheap(jaculus_command):
    done = jaculus_command("annotate", "examples/dither_threshold.py", "2")
    found = shares(done.stderr)
    assert found.get("new = 0 if old < 128 else 255", 0) < 0.5 * sum(found.values())


def test_rate(jaculus_command):
    totals = []
    for rate in "1000", "100":
        done = jaculus_command("annotate", "--rate", rate, "--", "examples/dither.py", "1")
        totals.append(int(HEADER.search(done.stderr)[1]))
    assert totals[0] > 4 * totals[1]


BUSY = """
    import sys
    import numpy as np
    from jaculus import njit

    @njit
    def busy(n):
        s = 0.0
        for i in range(n):
            s += np.sqrt(i * 1.0) / (s + 1.0)
        return s

    busy(60_000_000)
    print("done", *sys.argv[1:])
"""


def write(folder, text, name="program.py"):
    file = folder / name
    file.write_text(textwrap.dedent(text))
    return file


def test_exit_status_and_arguments_are_kept(jaculus_command, tmp_path):
    program = write(tmp_path, BUSY + "    sys.exit(7)\n")
    done = jaculus_command("annotate", program, "--rate", "x")
    assert done.returncode == 7
    assert "done --rate x" in done.stdout
    assert HEADER.search(done.stderr)
    assert jaculus_command("run", program).returncode == 7


def test_a_failing_program_gets_its_report(jaculus_command, tmp_path):
    program = write(tmp_path, BUSY + "    raise KeyError('lost')\n")
    done = jaculus_command("annotate", program)
    assert done.returncode == 1
    assert "KeyError: 'lost'" in done.stderr
    assert HEADER.search(done.stderr)
    assert "s += np.sqrt" in done.stderr


def test_an_interrupted_program_gets_its_report(tmp_path):
    program = write(tmp_path, BUSY + "    print('ready', flush=True)\n    while True:\n        busy(1_000_000)\n")
    command = [str(ROOT / "jaculus"), "annotate", str(program)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
    ) as process:
        while "ready" not in (line := process.stdout.readline()):
            assert line or process.poll() is None
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal's Ctrl-C does
        output, errors = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT), errors
    assert HEADER.search(errors), output + errors


def test_live_shows_the_program_while_it_runs_and_then_what_it_wrote(tmp_path):
    import pty

    program = write(
        tmp_path,
        BUSY + "    import time\n    end = time.time() + 7\n    while time.time() < end:\n        busy(10**6)\n",
    )
    terminal, ours = pty.openpty()
    with subprocess.Popen([str(ROOT / "jaculus"), "annotate", "--live", str(program)], stdout=ours, stderr=ours):
        os.close(ours)
        seen = b""
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:  # its other end is closed
                break
            if not part:
                break
            seen += part
    os.close(terminal)
    screens, _, after = seen.decode().partition("\x1b[?1049l")
    assert screens.count("\x1b[H") > 1
    assert re.search(r"s of processor time: kernels", screens)
    assert re.search(r"program\.py:\d+ +s \+= np\.sqrt", screens)
    assert after.startswith("done")
    assert HEADER.search(re.sub(r"\x1b\[[\d;]*m|\r", "", after))


def test_live_wants_a_terminal(jaculus_command):
    done = jaculus_command("annotate", "--live", "examples/dither.py")
    assert (done.returncode, done.stderr) == (2, "jaculus: --live draws on a terminal, and standard output is none\n")


def test_a_forgotten_file_name_does_not_write_over_the_program(jaculus_command, tmp_path):
    program = write(tmp_path, BUSY)
    for option in "--html", "-o":
        done = jaculus_command("annotate", option, program)
        assert done.returncode == 2
        assert done.stderr == (
            f"jaculus: {option} wants a file for the report before the program, and {program} is a program\n"
        )
    assert program.read_text() == textwrap.dedent(BUSY)
