"""What the code of a function says without being run: what it refers to, and what it may answer."""

import functools
import inspect
import typing


def name_of(function):
    """What a test in code is called."""
    while isinstance(function, functools.partial):
        function = function.func
    name = getattr(function, "__name__", None) or type(function).__name__
    return "lambda" if name == "<lambda>" else name


def closure(function):
    """The free variables of a function by name."""
    function = getattr(function, "__func__", function)
    code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
    found = {}
    for name, cell in zip(code.co_freevars if code else (), cells or ()):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # The variable has no value yet.
            pass
    return found


def called(function, wanted):
    """The wanted objects among what a function refers to, also through functions of its own module."""
    found, open_functions, seen = [], [function], set()
    while open_functions:
        function = inspect.unwrap(open_functions.pop(0)) if callable(open_functions[0]) else open_functions.pop(0)
        function = getattr(function, "__func__", function)
        if not inspect.isfunction(function) or id(function) in seen:
            continue
        seen.add(id(function))
        for value in referred(function):
            if wanted(value):
                found.extend([] if any(value is f for f in found) else [value])
            elif inspect.isfunction(value) and value.__module__ == function.__module__:
                open_functions.append(value)
    return found


def referred(function):
    """The values of the free and the global variables that a function, or one written inside it, names."""
    codes, names = [function.__code__], []
    while codes:
        code = codes.pop(0)
        names += [n for n in code.co_names if n not in names]
        codes += [c for c in code.co_consts if inspect.iscode(c)]
    return [*closure(function).values(), *(function.__globals__[n] for n in names if n in function.__globals__)]


def mentions(function, *words):
    """Whether the code of a function, or of one written inside it, has one of the words as a name."""
    codes = [getattr(inspect.unwrap(function) if callable(function) else None, "__code__", None)]
    while codes:
        code = codes.pop(0)
        if code is None:
            continue
        keywords = [k for c in code.co_consts if isinstance(c, tuple) for k in c]
        if any(w in code.co_names or w in keywords for w in words):
            return True
        codes += [c for c in code.co_consts if inspect.iscode(c)]
    return False


def may_send(function):
    """Whether a function answers with `Send`: its return type or its code names it."""
    if "Send" in str(getattr(function, "__annotations__", {}).get("return", "")):
        return True
    return any(getattr(v, "__name__", "") == "Send" and isinstance(v, type) for v in _referred(function))


def interrupts(function):
    return any(getattr(v, "__name__", "") == "interrupt" and getattr(v, "__module__", "") == "langgraph.types" for v in _referred(function))


def _referred(function):
    while isinstance(function, functools.partial):
        function = function.func
    function = getattr(function, "__func__", function)
    return referred(function) if hasattr(function, "__code__") else []


def is_exclusive(function):
    """Whether a branch answers one label, as its return type says; one that says nothing may answer several."""
    kind = _hinted(function)
    return kind is str or typing.get_origin(kind) is typing.Literal


def _hinted(function):
    """The return type of a function, or of an object that is called like one."""
    if function is not None and not hasattr(function, "__code__"):
        function = getattr(type(function), "__call__", None)
    try:
        return typing.get_type_hints(function).get("return")
    except (AttributeError, NameError, TypeError):
        return None


def labels_of(function):
    """The labels that a branch may answer, where its return type lists them."""
    open_types, found = [_hinted(function)], []
    while open_types:
        kind = open_types.pop(0)
        if typing.get_origin(kind) is typing.Literal:
            found += [a for a in typing.get_args(kind) if isinstance(a, str)]
        else:
            open_types += [a for a in typing.get_args(kind) if a is not Ellipsis]
    return list(dict.fromkeys(found))
