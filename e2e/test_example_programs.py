"""The examples that are programs of several steps: every step gives the same image; they run as their documents say."""

import sys

import numpy as np
import pytest
from example_calls import FOLDER


@pytest.fixture
def modules(monkeypatch):
    """Imports from a folder of examples, as a program there would."""
    before = set(sys.modules)

    def imported(folder, *names):
        monkeypatch.syspath_prepend(str(FOLDER / folder))
        return [__import__(name) for name in names]

    yield imported
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None)).startswith(str(FOLDER)):
            del sys.modules[name]


def test_every_step_of_colour_coding_gives_the_same_image(modules, tmp_path):
    data, steps, native = modules("probabilities", "data", "steps", "native" if _has_compiler() else "kernel")
    data.make(str(tmp_path), 150, 40)  # more than two chunks, the last one not full
    possible = [name for name in steps.STEPS if name != "v7" or hasattr(native, "SOURCE")]
    images = {name: steps.STEPS[name](str(tmp_path)) for name in possible}
    assert len(images) >= 7
    assert images["v0"].shape == (150, 40, 3)
    assert len(np.unique(images["v0"].reshape(-1, 3), axis=0)) > 100
    for name, image in images.items():
        assert np.array_equal(image, images["v0"]), name


def _has_compiler():
    import shutil

    return shutil.which("c++") or shutil.which("g++")


def test_the_three_ways_to_grey_agree(modules):
    images, ways = modules("image_to_bw", "images", "ways")
    for image in images.hall(60, 80), images.garden(60, 80):
        grey = ways.numpy_way(image)
        assert grey.std() > 5
        assert np.array_equal(ways.jit_way(image), grey)
        assert np.array_equal(ways.loop_way(image), grey)


def test_the_program_of_steps_runs(jaculus_command, tmp_path):
    folder = tmp_path / "s"
    done = jaculus_command("run", "examples/probabilities/data.py", folder)
    assert (done.returncode, done.stderr) == (0, "")
    done = jaculus_command("run", "examples/probabilities/main.py", "v6", "--show", "--data", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("▀") > 1000
    assert "v6: 200 × 300 pixels in " in done.stdout
    done = jaculus_command("run", "examples/probabilities/main.py", "v2", "--data", tmp_path / "unknown")
    assert done.returncode == 2
    assert f"data.py {tmp_path / 'unknown'}` makes them" in done.stderr
