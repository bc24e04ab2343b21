"""What the compiler does, for the logger `jaculus`. JACULUS_LOG=info or debug shows it on standard error.

A program that has not loaded logging, and has not asked, does not pay for it.
"""

import os
import sys

_shown = False


def info(text, *values):
    """Something that takes time: a compilation, the start of a server."""
    _say("INFO", text, values)


def debug(text, *values):
    """Something that is only worth knowing when a thing is looked for."""
    _say("DEBUG", text, values)


def _say(level, text, values):
    asked = os.environ.get("JACULUS_LOG")
    if asked:
        _show(asked)
    logging = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger("jaculus").log(getattr(logging, level), text, *values)


def _show(asked):
    global _shown
    if _shown:
        return
    _shown = True
    import logging

    logger = logging.getLogger("jaculus")
    if asked.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        print(f"jaculus: JACULUS_LOG={asked}: debug, info, warning and error are known; info is taken", file=sys.stderr)
        asked = "info"
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("jaculus %(process)d: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(asked.upper())
    logger.propagate = False  # else a program with a handler of its own shows it twice
