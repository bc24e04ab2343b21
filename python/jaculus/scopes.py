"""The names that statements and expressions of one function read and assign, of the function's own scope."""

import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def reads(node):
    """The names that the node may read, those of the functions and classes in it too."""
    if isinstance(node, list):
        return frozenset().union(*map(reads, node))
    if not isinstance(node, ast.AST):
        return frozenset()
    if isinstance(node, ast.Name):
        return frozenset() if isinstance(node.ctx, ast.Store) else frozenset([node.id])
    if isinstance(node, _COMPREHENSIONS):
        first = node.generators[0].iter
        rest = frozenset().union(*(reads(child) for child in ast.iter_child_nodes(node)))
        return (rest - assigned([one.target for one in node.generators])) | reads(first)
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return reads(node.value) | {node.target.id}
    if isinstance(node, FUNCTIONS):
        around = [
            node.args.defaults,
            [one for one in node.args.kw_defaults if one],
            getattr(node, "decorator_list", []),
        ]
        own = parameters(node) | (
            frozenset() if isinstance(node, ast.Lambda) else assigned(node.body) - declared(node.body)
        )
        return reads([one for part in around for one in part]) | (reads(node.body) - own)
    return frozenset().union(*(reads(child) for child in ast.iter_child_nodes(node)))


def parameters(function):
    """The names of a function's parameters."""
    given = function.args
    more = [one for one in (given.vararg, given.kwarg) if one]
    return frozenset(one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, *more))


def inside(node):
    """The node and all in it that is of the same scope: a function's or a class's body is not."""
    pending = list(node) if isinstance(node, list) else [node]
    while pending:
        one = pending.pop()
        yield one
        if not isinstance(one, (*FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)):
            pending += ast.iter_child_nodes(one)
        elif isinstance(one, _COMPREHENSIONS):  # := in one assigns in the scope around
            pending += [child for child in ast.walk(one) if isinstance(child, ast.NamedExpr)]


def assigned(node):
    """The names that the node binds or unbinds in its scope."""
    found = set()
    for one in inside(node):
        match one:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                found |= {alias.asname or alias.name.partition(".")[0] for alias in names}
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found.add(name)
            case ast.MatchMapping(rest=str(name)):
                found.add(name)
    return frozenset(found)


def deleted(node):
    """The names that `del` unbinds in the node."""
    return frozenset(one.id for one in inside(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Del))


def caught(node):
    """The names that `except … as name` binds, and unbinds at its end."""
    return frozenset(one.name for one in inside(node) if isinstance(one, ast.ExceptHandler) and one.name)


def declared(node):
    """The names that the scope declares global or nonlocal."""
    return frozenset(name for one in inside(node) if isinstance(one, (ast.Global, ast.Nonlocal)) for name in one.names)


def captured(body):
    """The names that functions, classes and generators inside read or write: at any time, not only where they stand."""
    found = set()
    for one in ast.walk(ast.Module(body, [])):
        if isinstance(one, (*FUNCTIONS, ast.ClassDef, ast.GeneratorExp)):
            found |= reads(one)
            found |= {name for inner in ast.walk(one) if isinstance(inner, ast.Nonlocal) for name in inner.names}
    return frozenset(found)
