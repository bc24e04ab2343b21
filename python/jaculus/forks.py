"""Forks while another thread compiles wait until it is at rest.

A child has only the thread that forked. Were another one just loading a module (of ours, at the first compilation:
nothing is loaded before), the child would wait for ever for that thread to finish. Waiting for the server is rest.
"""

import os
import threading

PATIENCE_S = 2  # the other thread may itself be waiting for the one that forks: then the fork goes on

_turn = threading.Condition(threading.Lock())
_busy = {}  # thread: how often it is inside


class Compiling:
    """`with`: what is done in it must not be cut off in a child."""

    def __enter__(self):
        me = threading.get_ident()
        with _turn:
            _busy[me] = _busy.get(me, 0) + 1

    def __exit__(self, *_):
        me = threading.get_ident()
        with _turn:
            _busy[me] -= 1
            if _busy[me] == 0:
                del _busy[me]
                _turn.notify_all()


class AtRest:
    """`with`, inside of the other: another thread may fork meanwhile."""

    def __enter__(self):
        with _turn:
            self._depth = _busy.pop(threading.get_ident(), 0)
            _turn.notify_all()

    def __exit__(self, *_):
        if self._depth:
            with _turn:
                _busy[threading.get_ident()] = self._depth


def _before():
    me = threading.get_ident()
    _turn.acquire()  # till after the fork: nobody begins in between
    _turn.wait_for(lambda: all(one == me for one in _busy), PATIENCE_S)


def _in_child():
    global _turn, _busy
    me = threading.get_ident()
    _turn = threading.Condition(threading.Lock())
    _busy = {me: _busy[me]} if me in _busy else {}


os.register_at_fork(before=_before, after_in_parent=lambda: _turn.release(), after_in_child=_in_child)
