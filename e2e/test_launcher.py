"""./jaculus: finding tools, building, and what it says."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def find(function, **environment):
    """What a function of scripts/find.sh sets, or says."""
    name = {"find_java": "java_home", "find_python": "python", "find_cc": "cc", "find_maven": "mvn"}[function]
    return subprocess.run(
        ["/bin/sh", "-c", f'. scripts/find.sh; {function}; echo "${name}"'],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with the usual small tools only."""
    for tool in ("sed", "readlink", "sh", "dirname", "find"):
        path = next(path for path in (Path("/usr/bin", tool), Path("/bin", tool)) if path.exists())
        (tmp_path / tool).symlink_to(path)
    return str(tmp_path)


def test_a_jdk_is_found_that_is_neither_on_path_nor_in_java_home(bare_path):
    found = find("find_java", PATH=bare_path, JAVA_HOME="/nonexistent", JACULUS_JAVA="")
    version = subprocess.run(
        [found.stdout.strip() + "/bin/java", "-version"], capture_output=True, text=True, check=True
    )
    assert int(version.stderr.split('"')[1].split(".")[0]) >= 25


def test_an_old_java_home_is_passed_over(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/javac").write_text("#!/bin/sh\n")
    (tmp_path / "bin/javac").chmod(0o755)
    (tmp_path / "release").write_text('JAVA_VERSION="17.0.15"\n')
    assert str(tmp_path) not in find("find_java", JAVA_HOME=str(tmp_path), JACULUS_JAVA="").stdout


def test_a_java_that_is_named_but_too_old_is_refused():
    found = find("find_java", JACULUS_JAVA="/nonexistent")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == "jaculus: JACULUS_JAVA=/nonexistent is not a JDK of version 25 or newer\n"


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("find_cc", "jaculus: needs a C compiler. On Debian: apt-get install gcc libc6-dev\n"),
        ("find_maven", "jaculus: needs Maven. On Debian: apt-get install maven\n"),
    ],
)
def test_what_is_missing_is_said_in_one_line(function, said, bare_path):
    found = find(function, PATH=bare_path, CC="")
    assert (found.returncode, found.stdout, found.stderr) == (1, "", said)


def test_a_python_without_venv_is_told_apart_from_none(bare_path):
    python = Path(bare_path, "python3")
    python.write_text("#!/bin/sh\necho python3.11-venv\n")
    python.chmod(0o755)
    found = find("find_python", PATH=bare_path)
    if found.returncode == 0:
        pytest.skip("this machine's own Python is complete")
    assert found.stderr.startswith(
        f"jaculus: {python} lacks python3.11-venv. On Debian: apt-get install python3.11-venv"
    )


def test_nothing_is_said_when_all_is_built(jaculus):
    jaculus.run("--version")
    again = jaculus.run("--version")
    assert again.returncode == 0
    assert again.stderr == ""
    assert again.stdout.startswith("jaculus ")


def test_a_newer_source_is_noticed(tmp_path):
    checks = '. scripts/fresh.sh; fresh && echo fresh; sources_newer_than "$old" && echo newer'
    (tmp_path / "old").touch()
    os.utime(tmp_path / "old", (0, 0))
    done = subprocess.run(
        ["/bin/sh", "-c", checks],
        cwd=ROOT,
        env={**os.environ, "root": str(ROOT), "old": str(tmp_path / "old"), "JACULUS_JAVA": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "fresh\nnewer\n"


def test_the_launcher_works_from_any_folder_and_through_a_link(jaculus):
    link = jaculus.folder / "link"
    link.symlink_to(ROOT / "jaculus")
    done = subprocess.run([link, "--version"], cwd="/", env=jaculus.environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_start_of_the_server_is_trained():
    version = (ROOT / "build/version").read_text()
    assert (ROOT / f"build/jaculus-{version[:8]}.aot").exists()
