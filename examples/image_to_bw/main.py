"""The three ways, on one image and then on another: the first call of a kernel has it compiled, the second has not.

One time of one call tells little: `jaculus compare` (see ways.py) repeats them, says how sure it is, and measures
memory.
"""

from time import perf_counter

from images import garden, hall
from ways import jit_way, loop_way, numpy_way

for name, image in (("first", hall()), ("second", garden())):
    for way in (numpy_way, jit_way, loop_way):
        start = perf_counter()
        result = way(image)
        seconds = perf_counter() - start
        print(f"{name} run  {way.__name__:10} {seconds * 1e3:8.2f} ms   mean {result.mean():.3f}")
