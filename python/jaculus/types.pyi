"""Types as signatures are written with them: `float64(int64, float64[:, ::1])`."""

from typing import Any

class Signature:
    args: tuple[Type, ...]
    return_type: Type | None

class Type:
    name: str
    def __call__(self, *args: Any) -> Any: ...
    def __getitem__(self, key: Any) -> Type: ...

class Tuple(Type):
    def __init__(self, types: Any) -> None: ...

class UniTuple(Type):
    def __init__(self, dtype: Any, count: int) -> None: ...

class Optional(Type):
    def __init__(self, of: Any) -> None: ...

optional = Optional

none: Type
void: Type
boolean: Type
bool_: Type
b1: Type
int8: Type
int16: Type
int32: Type
int64: Type
i1: Type
i2: Type
i4: Type
i8: Type
uint8: Type
uint16: Type
uint32: Type
uint64: Type
u1: Type
u2: Type
u4: Type
u8: Type
float32: Type
float64: Type
f4: Type
f8: Type
complex64: Type
complex128: Type
c8: Type
c16: Type
byte: Type
char: Type
uchar: Type
short: Type
ushort: Type
intc: Type
uintc: Type
int_: Type
uint: Type
long_: Type
ulong: Type
intp: Type
uintp: Type
ssize_t: Type
size_t: Type
longlong: Type
ulonglong: Type
double: Type
unicode_type: Type

def __getattr__(name: str) -> Any: ...
