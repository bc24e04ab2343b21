"""The source text of a function whose code was compiled from a syntax tree: the tree is written as text."""

import ast

from jaculus.source import Source, parse_definition


def source(code, tree):
    """The source of the function in this tree that the code is of; None where there is none."""
    found = [one for one in ast.walk(tree) if _fits(code, one)]
    made = [_source(code, one) for one in found]
    exact = [one for one in made if len(found) > 1 and _does_the_same(code, one)]
    return (exact or made or [None])[0]


def _fits(code, node):
    if isinstance(node, ast.Lambda):
        named, decorators = "<lambda>", []
    elif isinstance(node, ast.FunctionDef):
        named, decorators = node.name, node.decorator_list
    else:
        return False
    first = min(getattr(one, "lineno", 0) for one in [node, *decorators])
    given = node.args
    names = [one.arg for one in [*given.posonlyargs, *given.args, *given.kwonlyargs]]
    count = code.co_argcount + code.co_kwonlyargcount
    return named == code.co_name and first == code.co_firstlineno and names == list(code.co_varnames[:count])


def _source(code, node):
    if isinstance(node, ast.Lambda):
        body, name = [ast.Return(node.body)], "_lambda"
    else:
        body, name = node.body, node.name
    made = ast.FunctionDef(name, node.args, body, [])
    made.lineno, made.type_params = 1, []  # the second from Python 3.12 on
    text = ast.unparse(made) + "\n"
    return Source(text, code.co_filename, code.co_firstlineno, parse_definition(text))


def _does_the_same(code, made):
    """Whether the text compiles to this code. Where it closes over variables, the text alone does not tell."""
    whole = compile(made.text, "<kernel>", "exec", dont_inherit=True)
    one = next(one for one in whole.co_consts if hasattr(one, "co_code"))
    return (one.co_code, one.co_names, one.co_varnames) == (code.co_code, code.co_names, code.co_varnames) and [
        value for value in one.co_consts if not hasattr(value, "co_code")
    ] == [value for value in code.co_consts if not hasattr(value, "co_code")]
