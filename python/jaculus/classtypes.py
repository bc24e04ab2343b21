"""The types of compiled classes and of their instances, as `numba.types` has them."""

from jaculus.typeclasses import Callable, Opaque, Type


class ClassInstanceType(Type):
    """The type of the instances of a compiled class."""

    mutable = True

    def __init__(self, cls):
        self.instance_class = cls
        super().__init__("instance." + cls._named, f"Instance({cls.__name__}:{id(cls)})")

    @property
    def classname(self):
        """The name of the class."""
        return self.instance_class.__name__

    @property
    def class_type(self):
        """The type of the class itself."""
        return self.instance_class.class_type

    @property
    def struct(self):
        """The fields' types by their names."""
        return dict(self.instance_class._fields)

    @property
    def methods(self):
        """The functions of the class by their names."""
        return {name: one.py_func for name, one in self.instance_class._methods.items()}

    def words(self):
        from jaculus.types import instance_words

        return instance_words(self.instance_class)


class ClassType(Callable, Opaque):
    """The type of a compiled class."""

    def __init__(self, cls):
        self.instance_class, self.class_name = cls, cls.__name__
        self.struct, self.methods = dict(cls._fields), {name: one.py_func for name, one in cls._methods.items()}
        self.instance_type = ClassInstanceType(cls)
        super().__init__(cls._named)
