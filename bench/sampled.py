"""A fixed amount of kernel work, timed from inside: run with and without the sampler. `sampled.py CALLS`."""

import sys
from time import perf_counter

from programs import example

module = example("dither_threshold")
image = module.hallway()
module.dither(image)
start = perf_counter()
for _ in range(int(sys.argv[1])):
    module.dither(image)
print("seconds:", perf_counter() - start)
