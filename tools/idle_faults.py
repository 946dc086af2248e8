"""Where a fault that `make mutants` could put in would tell nothing, by what stands there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

Place = tuple[int, int]
"""Line, from 1, and column, from 0, as `ast` counts them."""
_TURNED = re.compile(r"core/ReplaceComparisonOperator_(Eq|NotEq)_(Lt|LtE|Gt|GtE)")
_SAME = re.compile(r"core/ReplaceComparisonOperator_(Eq_Is|Is_Eq|NotEq_IsNot|IsNot_NotEq)")
_OTHER_SORT = re.compile(
    r"core/ReplaceComparisonOperator_((Lt|LtE|Gt|GtE)_(Is|IsNot)|(Is|IsNot)_(Lt|LtE|Gt|GtE))"
)
_ROW_OF_EXAMPLE = re.compile(r"\bEdit\(\"\w+\.csv\", $")
_UNTRUE, _OTHER_NUMBER = "core/ReplaceTrueWithFalse", "core/NumberReplacer"
MANY = 20
"""From which whole number on a constant is a bound."""
_OF_PRODUCTS = (ast.Constant, ast.BinOp, ast.Mult, ast.LShift, ast.Pow)
_SIZE = re.compile(
    r"\b(?:height|width|size|padding|left|right|top|bottom|strokeWidth|dy|limit|labelLimit|indent)"
    r"[\"']?\s*[=:]\s*-?$|\bheight=min\(.*$|\.space\(\s*$"
)
PIXELS = 3
"""From which number on one in a picture's own modules is of pixels, letters or lines."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PICTURES = (
    "strikemap/export/page",
    "strikemap/export/picture",
    "strikemap/cartography/drawing",
    "strikemap/cartography/picture",
)
_DRAWN = ("strikemap/ui/", *_PICTURES)


def is_idle(operator: str, source: str, at: Place, path: str = "") -> bool:
    """
    Whether *operator* of cosmic-ray at this place of *source* is no slip that a test could notice.

    It is none in a decorator (that a value is frozen, no test need ask), in an annotation, which is
    never run, and in the bare star of a signature, taken there for a multiplication.  A text is the
    same as a word or it is not: no one asks by a slip which of them comes first.  What is asked
    for, one object or another that is equal, is told apart by linters, and which of two comes
    first is never asked by what asks whether they are one object.  That `zip` is strict notices a
    slip of our own and shows nothing, and which row of a rule's example is spoilt says nothing of
    the rule.  On a page or picture, by *path*, a size by its name, or any larger number
    of a picture, is one pixel more or less, or one letter of where a long text is cut.  A constant
    of whole numbers from `MANY` on is a bound, of which one more or less is within as well, and so
    is where a text or a list of so many is cut.
    """
    line = source.splitlines()[at[0] - 1]
    if line.lstrip().startswith("@") or line.startswith("*,", at[1]):
        return True
    if _within(at, _spans(source, "annotation")):
        return True
    if operator == _OTHER_NUMBER:
        is_size = path.startswith(_DRAWN) and bool(_SIZE.search(line[: at[1]]))
        number = _NUMBER.match(line, at[1])
        is_size |= path.startswith(_PICTURES) and number is not None and float(number[0]) >= PIXELS
        is_example = bool(_ROW_OF_EXAMPLE.search(line[: at[1]]))
        return is_size or is_example or _within(at, _spans(source, "bound"))
    if _SAME.fullmatch(operator) or _OTHER_SORT.fullmatch(operator):
        return True
    if _TURNED.fullmatch(operator):
        return _within(at, _spans(source, "text"))
    return operator == _UNTRUE and _within(at, _spans(source, "strict"))


def _within(at: Place, spans: list[tuple[Place, Place]]) -> bool:
    return any(first <= at < end for first, end in spans)


@cache
def _spans(source: str, kind: str) -> list[tuple[Place, Place]]:
    """From where to where each such part of *source* stands."""
    nodes = list(ast.walk(ast.parse(source)))
    found = {
        "annotation": _annotations,
        "text": _asked_of_text,
        "strict": _strict,
        "bound": _bounds,
    }[kind]
    return [
        ((each.lineno, each.col_offset), (last.end_lineno or 0, last.end_col_offset or 0))
        for node in nodes
        for each, last in found(node)
    ]


def _annotations(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    for name in ("annotation", "returns"):
        if isinstance(found := getattr(node, name, None), ast.expr):
            yield found, found


def _asked_of_text(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The sides of `x == "word"`, from the first to the second: the operator is between."""
    if isinstance(node, ast.Compare):
        for left, right in zip([node.left, *node.comparators], node.comparators, strict=False):
            if any(isinstance(each, ast.Constant) and isinstance(each.value, str | bytes)
                   for each in (left, right)):  # fmt: skip
                yield left, right


def _bounds(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """A module's constants that are one whole number, or a product with one, and ends of cuts."""
    cut = node.upper if isinstance(node, ast.Slice) else None
    if isinstance(node, ast.keyword) and node.arg == "limit":
        cut = node.value
    if cut is not None and _is_bound(cut):
        yield cut, cut
    for each in node.body if isinstance(node, ast.Module) else ():
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name | ast.Tuple):
            values = each.value.elts if isinstance(each.value, ast.Tuple) else [each.value]
            yield from ((value, value) for value in values if _is_bound(value))


def _is_bound(value: ast.expr) -> bool:
    parts = list(ast.walk(value))
    numbers = [of.value for of in parts if isinstance(of, ast.Constant)]
    whole = [of for of in numbers if isinstance(of, int) and not isinstance(of, bool)]
    is_product = all(isinstance(of, _OF_PRODUCTS) for of in parts)
    return is_product and len(whole) == len(numbers) and max(whole, default=0) >= MANY


def _strict(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "zip":
        for given in node.keywords:
            if given.arg == "strict":
                yield given.value, given.value
