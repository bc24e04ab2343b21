"""`main.py VERSION [--show] [--data FOLDER]`: one step of colour-coding, v0 to v7; steps.py says what each is.

`data.py data/s` makes the data first, in size s; there are m, l and xl too.
"""

import argparse
import os
import sys
from time import perf_counter

from steps import STEPS


def show(image, columns=72):
    """Draws it on the terminal, two pixels in each character."""
    height, width, _ = image.shape
    step = max(1, width // columns)
    small = image[: height - height % (2 * step) : step, ::step]
    for above, below in zip(small[::2], small[1::2], strict=False):
        pairs = zip(above.tolist(), below.tolist(), strict=True)
        line = "".join("\x1b[38;2;{};{};{}m\x1b[48;2;{};{};{}m▀".format(*a, *b) for a, b in pairs)
        print(line + "\x1b[0m")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("version", choices=STEPS)
    parser.add_argument("--show", action="store_true", help="draws the image on the terminal")
    parser.add_argument("--data", default="data/s", help="folder; data/s if not given")
    asked = parser.parse_args()
    if not os.path.exists(os.path.join(asked.data, "probabilities.npy")):
        maker = os.path.join(os.path.dirname(__file__), "data.py")
        parser.error(f"there are no data in {asked.data}; `python {maker} {asked.data}` makes them")
    if asked.version == "v0" and not os.path.exists(os.path.join(asked.data, "probabilities.csv")):
        sys.exit("v0 reads a table as text, which sizes s and m have: others would take minutes")
    start = perf_counter()
    image = STEPS[asked.version](asked.data)
    seconds = perf_counter() - start
    if asked.show:
        show(image)
    print(f"{asked.version}: {image.shape[0]} × {image.shape[1]} pixels in {seconds:.3f} s, mean {image.mean():.4f}")


if __name__ == "__main__":
    main()
