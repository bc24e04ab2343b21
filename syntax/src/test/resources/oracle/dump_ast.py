"""Prints CPython's own syntax trees in the form that TreeDump.java gives ours, for comparison.

    dump_ast.py tree FILE              the whole dump
    dump_ast.py hashes PART PARTS DIR  for each .py file below DIR its path, its encoding, and the dump's hash or an error
    dump_ast.py version                of this Python, and the folders of its standard library and of NumPy

Each node is a line "Class line:column-line:column", then its fields in order, one token a line. Columns are UTF-8
bytes, as CPython counts them.
"""
import ast
import hashlib
import json.encoder
import os
import struct
import sys
import sysconfig
import tokenize
import warnings

# The fields that are compared, in Python.asdl's order; what an older Python lacks is printed as empty.
FIELDS = """
Module body
FunctionDef name args body decorator_list returns type_params*
AsyncFunctionDef name args body decorator_list returns type_params*
ClassDef name bases keywords body decorator_list type_params*
Return value
Delete targets
Assign targets value
TypeAlias name type_params value
AugAssign target op value
AnnAssign target annotation value simple
For target iter body orelse
AsyncFor target iter body orelse
While test body orelse
If test body orelse
With items body
AsyncWith items body
Match subject cases
Raise exc cause
Try body handlers orelse finalbody
TryStar body handlers orelse finalbody
Assert test msg
Import names
ImportFrom module names level
Global names
Nonlocal names
Expr value
Pass
Break
Continue
BoolOp op values
NamedExpr target value
BinOp left op right
UnaryOp op operand
Lambda args body
IfExp test body orelse
Dict keys values
Set elts
ListComp elt generators
SetComp elt generators
DictComp key value generators
GeneratorExp elt generators
Await value
Yield value
YieldFrom value
Compare left ops comparators
Call func args keywords
FormattedValue value conversion format_spec
Interpolation value str conversion format_spec
JoinedStr values
TemplateStr values
Constant value kind
Attribute value attr ctx
Subscript value slice ctx
Starred value ctx
Name id ctx
List elts ctx
Tuple elts ctx
Slice lower upper step
comprehension target iter ifs is_async
ExceptHandler type name body
arguments posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults
arg arg annotation
keyword arg value
alias name asname
withitem context_expr optional_vars
match_case pattern guard body
MatchValue value
MatchSingleton value
MatchSequence patterns
MatchMapping keys patterns rest
MatchClass cls patterns kwd_attrs kwd_patterns
MatchStar name
MatchAs pattern name
MatchOr patterns
TypeVar name bound default_value
ParamSpec name default_value
TypeVarTuple name default_value
"""

quoted = json.encoder.encode_basestring_ascii


def literal(value, write):
    if isinstance(value, str):
        write(quoted(value))
    elif value is None:
        write("None")
    elif isinstance(value, bool) or value is Ellipsis:
        write(str(value))
    elif isinstance(value, int):
        write("int " + hex(value))
    elif isinstance(value, float):
        write("float " + struct.pack(">d", value).hex())
    elif isinstance(value, complex):
        write("imaginary " + struct.pack(">d", value.imag).hex())
    else:
        write("bytes " + value.hex())


def items(values, write):
    write("[%d" % len(values))
    for value in values:
        DUMP[type(value)](value, write)


# Before 3.12 the places inside f-strings were not those in the file.
FSTRING_PLACES = sys.version_info >= (3, 12)
hidden = [False]


def joined(node, write):
    write("JoinedStr %d:%d-%d:%d" % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
          if FSTRING_PLACES or not hidden[0] else "JoinedStr")
    before = hidden[0]
    hidden[0] = True
    # Early 3.12 has empty texts in formats.
    items([v for v in node.values if not isinstance(v, ast.Constant) or v.value], write)
    hidden[0] = before


DUMP = {
    list: items,
    str: lambda value, write: write(quoted(value)),
    int: lambda value, write: write(str(value)),
    type(None): lambda value, write: write("-"),
}
for cls in ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context:
    for sub in cls.__subclasses__():
        DUMP[sub] = lambda value, write, name=sub.__name__.upper(): write(name)


def dumper(name, fields):
    """A function for one class of nodes, made as source because a million nodes go through it."""
    cls = getattr(ast, name, None)
    if cls is None:
        return
    lines = ["def dump(n, w):"]
    if "lineno" in cls._attributes:
        place = '    w("%s %%d:%%d-%%d:%%d" %% (n.lineno, n.col_offset, n.end_lineno, n.end_col_offset))' % name
        if not FSTRING_PLACES:
            place = '    if hidden[0]: w("%s")\n    else: %s' % (name, place.strip())
        lines.append(place)
    else:
        lines.append('    w("%s")' % name)
    for field in fields:
        if name in ("Constant", "MatchSingleton") and field == "value":
            lines.append("    literal(n.value, w)")
        elif field.endswith("*"):
            lines.append("    items(getattr(n, %r, ()), w)" % field[:-1])
        elif field == "default_value":
            lines.append("    v = getattr(n, 'default_value', None); D[type(v)](v, w)")
        else:
            lines.append("    v = n.%s; D[type(v)](v, w)" % field)
    space = {"D": DUMP, "literal": literal, "items": items, "hidden": hidden}
    exec("\n".join(lines), space)
    DUMP[cls] = space["dump"]


for line in FIELDS.split("\n"):
    if line:
        dumper(line.split()[0], line.split()[1:])
DUMP[ast.JoinedStr] = joined


def dump(path):
    with open(path, "rb") as file:
        tree = ast.parse(file.read(), path)
    out = []
    DUMP[ast.Module](tree, out.append)
    return "\n".join(out)


def hashes(part, parts, root):
    paths = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f != "site-packages")
        paths += [os.path.join(folder, f) for f in sorted(files) if f.endswith(".py")]
    for path in paths[part::parts]:
        print(path, *compared(path), sep="\t", flush=True)


def compared(path):
    """The encoding and the hash, or a dash and why there is none."""
    try:
        with tokenize.open(path) as file:
            encoding = file.encoding
            file.read()
    except (SyntaxError, UnicodeDecodeError):
        return "-", "undecodable"
    try:
        return encoding, hashlib.md5(dump(path).encode()).hexdigest()
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return encoding, "error " + quoted(str(error))


def version():
    print(sys.version.split()[0], sysconfig.get_path("stdlib"), sep="\t")
    try:
        import numpy
        print(numpy.__version__, os.path.dirname(numpy.__file__), sep="\t")
    except ImportError:
        pass


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    if sys.argv[1] == "tree":
        print(dump(sys.argv[2]))
    elif sys.argv[1] == "hashes":
        hashes(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    else:
        version()
