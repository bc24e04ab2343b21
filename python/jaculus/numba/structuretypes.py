"""The classes of the types of structures and of what only lies in them, as `numba.types` has them."""

from jaculus.typeclasses import Array, Type


class StructRef(Type):
    """Mutable structures of these fields, pairs of a name and a type: see structrefs.py."""

    mutable = True

    def __init__(self, fields):
        for name, kind in fields:
            if not isinstance(name, str):
                raise ValueError("expecting a str for field name")
            if not isinstance(kind, Type):
                raise ValueError("expecting a Numba Type for field type")
        super().__init__(f"numba.{type(self).__name__}#{id(self)}")  # so that fields can be of this type
        self._fields = tuple(self.preprocess_fields(tuple(map(tuple, fields))))
        super().__init__(f"numba.{type(self).__name__}{self._fields}")

    def preprocess_fields(self, fields):
        """The fields as the type has them: subclasses may change them."""
        return fields

    @property
    def field_dict(self):
        """The fields' types by their names."""
        return dict(self._fields)

    @property
    def classname(self):
        """The name of that class."""
        return self.instance_class.__name__

    @property
    def instance_class(self):
        """The compiled class of its values."""
        from jaculus.structrefs import class_of

        return class_of(self)

    def words(self):
        from jaculus.types import instance_words

        return instance_words(self.instance_class)


def _views(kind, axes, readonly):
    from jaculus.records import item_types, record_class

    return record_class(kind), item_types(kind, axes, readonly)


class CharSeq(Type):
    """NumPy's S5, which are bytes in kernels, but in memory; None: of any length."""

    def __init__(self, count):
        self.count = count
        super().__init__("bytes" if count is None else f"[char x {count}]")

    @property
    def as_tuple(self):
        """A text of such bytes."""
        from jaculus.models import ByteText
        from jaculus.types import unicode_type

        return ByteText, [unicode_type]

    def views(self, axes, readonly):
        """A view of the bytes."""
        return _views(self, axes, readonly)


class UnicodeCharSeq(Type):
    """NumPy's U5, which is a str in kernels, but in memory."""

    def __init__(self, count):
        self.count = count
        super().__init__(f"[unichr x {count}]")

    def views(self, axes, readonly):
        """A view of the code points."""
        return _views(self, axes, readonly)

    @property
    def request_spelling(self):
        """The compiler knows it as any str."""
        return "unicode_type"

    def words(self):
        """Those of any str."""
        from jaculus.types import unicode_type

        return unicode_type.words()

    def __repr__(self):
        return f"UnicodeCharSeq({self.count})"


class NestedArray(Array):
    """An array inside a record."""

    def __init__(self, dtype, shape):
        Type.__init__(self, f"nestedarray({dtype}, {shape})")
        self.dtype, self.shape, self.ndim, self.layout = dtype, tuple(shape), len(shape), "C"
        self.readonly, self.aligned, self.short = False, True, 0

    def __repr__(self):
        return f"NestedArray({self.dtype!r}, {self.shape})"


class Record(Type):
    """A structure: `fields` are (name, {"type": …, "offset": …})."""

    def __init__(self, fields, size, aligned):
        self.fields, self.size, self.aligned = dict(fields), size, bool(aligned)
        shown = ",".join(f"{name}[type={one['type']};offset={one['offset']}]" for name, one in self.fields.items())
        super().__init__(f"Record({shown};{size};{self.aligned})")

    def __repr__(self):
        fields = ", ".join(
            f"({name!r}, {{'type': {one['type']!r}, 'offset': {one['offset']}, "
            f"'alignment': {one.get('alignment')}, 'title': {one.get('title')}, }})"
            for name, one in self.fields.items()
        )
        return f"Record([{fields}], {self.size}, {self.aligned})"

    def __len__(self):
        return len(self.fields)

    def views(self, axes, readonly):
        """A view of each field."""
        return _views(self, axes, readonly)

    @property
    def as_tuple(self):
        return self.views(0, False)

    def is_title(self, name):
        """Whether it is a field's title, by which it can be named too."""
        return self.fields[name].get("title") == name

    def offset(self, name):
        """Where a field begins."""
        return self.fields[name]["offset"]

    def typeof(self, name):
        """A field's type."""
        return self.fields[name]["type"]

    @property
    def members(self):
        """The fields and their types, by offset."""
        fields = [(name, one) for name, one in self.fields.items() if not self.is_title(name)]
        return [(name, one["type"]) for name, one in sorted(fields, key=lambda one: one[1]["offset"])]
