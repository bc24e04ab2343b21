import a, b.c as d
from . import a
from ...b.c import d as e, f
from .... import (g, h as i,)
from a import *
