"""Names that can be imported and not yet used."""

from jaculus.errors import UnsupportedError


class NotYet:
    """Stands for a name of Numba's that Jaculus does not have yet."""

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f"`{self._name}`, which Jaculus does not have yet"

    def __call__(self, *args, **kwargs):
        raise UnsupportedError(f"error[not-yet]: `{self._name}` is not in Jaculus yet")

    def __getattr__(self, name):
        if name.startswith("__"):  # what inspection, copying and decorators look for
            raise AttributeError(name)
        return NotYet(f"{self._name}.{name}")

    def __mro_entries__(self, bases):
        return ()  # classes that derive from it can be defined: libraries do so when they are imported

    def __getitem__(self, index):
        return self()

    def __enter__(self):
        return self()

    def __exit__(self, *_):
        return None
