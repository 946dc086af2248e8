"""Faults that tell nothing are not put in; those beside them are."""

import pytest

from tools.idle_faults import is_idle

CODE = """\
@frozen(True, 8)
def of(rows: list | None, *, kind: str) -> str | None:
    same = rows.kind == "side" or len(rows) == 2
    other = "side" != kind if kind == rows.first else not True
    for row, at in zip(rows, range(2), strict=True):
        yield row, at, same, other
"""
EQUAL, UNEQUAL = ("core/ReplaceComparisonOperator_" + each for each in ("Eq_LtE", "NotEq_Gt"))
TURNED = "core/ReplaceComparisonOperator_Eq_NotEq"
UNTRUE, EITHER = "core/ReplaceTrueWithFalse", "core/ReplaceBinaryOperator_BitOr_BitAnd"


def place(word: str, line: int) -> tuple[int, int]:
    return line, CODE.splitlines()[line - 1].index(word)


@pytest.mark.parametrize(
    ("operator", "word", "line", "idle"),
    [
        (UNTRUE, "True", 1, True),
        ("core/NumberReplacer", "8", 1, True),
        (EITHER, "| None,", 2, True),
        (EITHER, "| None:", 2, True),
        ("core/ReplaceBinaryOperator_Mul_Div", "*,", 2, True),
        (EQUAL, '== "side"', 3, True),
        (TURNED, '== "side"', 3, False),
        ("core/ReplaceComparisonOperator_Eq_Is", "== 2", 3, True),
        ("core/ReplaceComparisonOperator_Eq_IsNot", "== 2", 3, False),
        ("core/ReplaceComparisonOperator_Lt_IsNot", "== 2", 3, True),
        ("core/ReplaceComparisonOperator_IsNot_GtE", "== 2", 3, True),
        ("core/ReplaceComparisonOperator_Lt_GtE", "== 2", 3, False),
        (EQUAL, "== 2", 3, False),
        (UNEQUAL, "!= kind", 4, True),
        (EQUAL, "== rows.first", 4, False),
        (UNTRUE, "True", 4, False),
        (UNTRUE, "True", 5, True),
        ("core/NumberReplacer", "2", 5, False),
    ],
)
def test_what_no_slip_makes_or_no_test_could_notice_is_left_out_and_nothing_beside_it(
    operator: str, word: str, line: int, idle: bool
) -> None:
    assert is_idle(operator, CODE, place(word, line)) is idle


@pytest.mark.parametrize(
    ("line", "word", "idle"),
    [
        ("show(width=320)", "320", True),
        ("look = {'height': 40, 'of': 3}", "40", True),
        ("look = {'height': 40, 'of': 3}", "3", False),
        ("show(dy=-6.5)", "6.5", True),
        ("show(height=min(36 * count, 330))", "330", True),
        ("first = page * 50", "50", False),
        ("for_whom(count=2)", "2", False),
    ],
)
def test_on_a_page_a_pixel_is_none_and_elsewhere_it_is_one(
    line: str, word: str, idle: bool
) -> None:
    at = (1, line.index(word))
    assert is_idle("core/NumberReplacer", line, at, "strikemap/ui/map/map.py") is idle
    assert not is_idle("core/NumberReplacer", line, at, "strikemap/cartography/places.py")


@pytest.mark.parametrize(("word", "idle"), [("18", True), ("13.5", True), ("0", False)])
def test_of_a_picture_larger_numbers_are_pixels(word: str, idle: bool) -> None:
    line = "column.text(told[0], 18, 13.5)"
    at = (1, line.index(word))
    for path in ("strikemap/export/picture.py", "strikemap/cartography/drawing.py"):
        assert is_idle("core/NumberReplacer", line, at, path) is idle


@pytest.mark.parametrize(
    ("line", "word", "idle"),
    [
        ("MOST = 5_000", "5_000", True),
        ("told = text[:200]", "200", True),
        ("told = text[200:]", "200", False),
        ("told = safe(text, limit=200)", "200", True),
        ("told = safe(text, least=200)", "200", False),
        ("told = text[:2]", "2", False),
        ("told = text[:last]", "text", False),
        ("_BLOCK = 32 * 1024 * 1024", "1024", True),
        ("BYTES = 1 << 20", "1", True),
        ("KM = 111.195", "111", False),
        ("MOST = 5", "5", False),
        ("_ROWS, _NONE = 4_096, -1", "4_096", True),
        ("_ROWS, _NONE = 4_096, -1", "1", False),
        ('of((Edit("claims.csv", 4, "subject", ""),))', "4", True),
        ("def of():\n    MOST = 50", "50", False),
    ],
)
def test_of_a_bound_one_more_or_less_is_none(line: str, word: str, idle: bool) -> None:
    lines = line.splitlines()
    at = (len(lines), lines[-1].index(word))
    assert is_idle("core/NumberReplacer", line, at) is idle
