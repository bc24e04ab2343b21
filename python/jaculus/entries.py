"""What dictionaries and sets share in kernels: entries in the order of insertion, and an index of their places by hash.

As in CPython's dict. Deleted entries stay until the index is made anew.
"""

from jaculus.typeclasses import List
from jaculus.types import int64

FREE, GONE = -1, -2  # in the index: no entry was ever here; the entry that was here is deleted
DELETED = -1  # the hash of an entry that is deleted: no key has it
SMALLEST = 8


def entry_fields(key_type):
    """The fields of a compiled class with these methods."""
    numbers = List(int64, reflected=True)
    return {
        "_index": numbers,
        "_hashes": numbers,
        "_keys": List(key_type, reflected=True),
        "_used": int64,
        "_filled": int64,
    }


class Entries:
    """Methods of compiled classes. Those for `_values` and the like are the class's own: `_move` and `_drop`."""

    def _begin(self):
        """No entries."""
        self._index, self._hashes, self._keys = [], [], []
        self._used, self._filled = 0, 0
        for _ in range(SMALLEST):
            self._index.append(FREE)

    def _place(self, key, hashed):
        """Where in the entries the key is, or -1."""
        mask = len(self._index) - 1
        at, perturb = hashed & mask, hashed
        while True:
            entry = self._index[at]
            if entry == FREE:
                return -1
            if entry >= 0 and self._hashes[entry] == hashed and self._keys[entry] == key:
                return entry
            perturb = (perturb >> 5) & 0x07FFFFFFFFFFFFFF
            at = (at * 5 + perturb + 1) & mask

    def _enter(self, hashed, entry):
        """Notes a new entry in the index."""
        mask = len(self._index) - 1
        at, perturb = hashed & mask, hashed
        while self._index[at] >= 0:
            perturb = (perturb >> 5) & 0x07FFFFFFFFFFFFFF
            at = (at * 5 + perturb + 1) & mask
        if self._index[at] == FREE:
            self._filled += 1
        self._index[at] = entry

    def _append(self, key, hashed):
        """A new key, for which there is room in the index."""
        self._keys.append(key)
        self._hashes.append(hashed)
        self._used += 1
        self._enter(hashed, len(self._hashes) - 1)

    def _make_room(self):
        """For one more entry: of three places in the index at least one is free, or a search would not end.

        There are no more entries than that either: where keys take the places of deleted ones the index does not fill.
        """
        if 3 * (max(self._filled, len(self._hashes)) + 1) > 2 * len(self._index):
            self._rebuild()

    def _rebuild(self):
        """Drops deleted entries, and makes an index of three to six times as many places as there are entries."""
        count = 0
        for entry in range(len(self._hashes)):
            if self._hashes[entry] != DELETED:
                if count != entry:
                    self._hashes[count] = self._hashes[entry]
                    self._keys[count] = self._keys[entry]
                    self._move(count, entry)
                count += 1
        while len(self._hashes) > count:
            self._drop_last()
        size = SMALLEST
        while size < 3 * count:
            size *= 2
        self._filled = 0
        for at in range(len(self._index)):
            self._index[at] = FREE
        while len(self._index) < size:
            self._index.append(FREE)
        while len(self._index) > size:
            self._index.pop()
        for entry in range(count):
            self._enter(self._hashes[entry], entry)

    def _drop_last(self):
        """Drops the last entry, which the index does not know."""
        self._hashes.pop()
        self._keys.pop()
        self._drop()

    def _remove(self, entry):
        """Deletes an entry."""
        mask = len(self._index) - 1
        at, perturb = self._hashes[entry] & mask, self._hashes[entry]
        while self._index[at] != entry:
            perturb = (perturb >> 5) & 0x07FFFFFFFFFFFFFF
            at = (at * 5 + perturb + 1) & mask
        self._index[at] = GONE
        self._hashes[entry] = DELETED
        self._used -= 1
        if self._used == 0:
            self.clear()
        while len(self._hashes) > 0 and self._hashes[len(self._hashes) - 1] == DELETED:
            self._drop_last()

    def clear(self):
        """Removes all."""
        while len(self._hashes) > 0:
            self._drop_last()
        for at in range(len(self._index)):
            self._index[at] = FREE
        self._used, self._filled = 0, 0

    def __len__(self):
        return self._used

    def _find(self, key):
        """The entry of a key, or -1."""
        key = self._as_key(key)
        return self._place(key, hash(key))

    def _known(self, key):
        """The entry of a key, or KeyError."""
        key = self._as_key(key)
        entry = self._place(key, hash(key))
        if entry < 0:
            raise KeyError(key)
        return entry

    def __contains__(self, key):
        return self._find(key) >= 0

    def _next(self, entry):
        """The first entry from this place on that is not deleted, or -1."""
        for at in range(entry, len(self._hashes)):
            if self._hashes[at] != DELETED:
                return at
        return -1

    def _key(self, entry):
        return self._keys[entry]
