"""What the person who imports a file decides."""

from __future__ import annotations

from datetime import date

import pytest

from strikemap.importers import ImportOptions, ImportProblem
from strikemap.importers.options import checked

DAY = date(2025, 5, 16)


def test_what_is_possible_is_taken_as_it_is() -> None:
    """Countries by code or name in any case, and the ends of what may be asked for."""
    options = ImportOptions(
        ("ru", "Ukraine", "RUSSIA"), (DAY, DAY), ("RU-BEL", 0.0), ("UA-14",), {"a": "place"},
        " CC0 ", " My events ", " cp1251 ", " One ", "month", DAY,
    )  # fmt: skip
    assert checked(options) == ImportOptions(
        ("RU", "UA", "RU"), (DAY, DAY), ("RU-BEL", 0.0), ("UA-14",), {"a": "place"},
        "CC0", "My events", "cp1251", "One", "month", DAY,
    )  # fmt: skip
    assert checked(ImportOptions(near=("UA-14", 20_000.0))).near == ("UA-14", 20_000.0)
    assert checked(ImportOptions(occupied=())).occupied == ()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"countries": ("RU", "Narnia")}, "'Narnia' is no country of the model; write RU or UA"),
        ({"occupied": ("UA-14", "RU-BEL")}, "'RU-BEL' is no region of Ukraine"),
        ({"occupied": ("UA-99",)}, "'UA-99' is no region of Ukraine"),
        ({"near": ("RU-XXX", 1.0)}, "'RU-XXX' is no region of ours"),
        ({"near": ("RU-BEL", -0.1)}, "-0.1 km is no distance; write 0 to 20000"),
        ({"near": ("RU-BEL", 20_000.1)}, "20000.1 km is no distance"),
        ({"date_order": "week"}, "'week' is no order; write day, month, year"),
        ({"dates": (date(2025, 5, 17), DAY)}, "the days end on 2025-05-16, before they begin"),
    ],
)
def test_what_is_not_possible_is_named(options: dict[str, object], says: str) -> None:
    """With what would be."""
    with pytest.raises(ImportProblem) as caught:
        checked(ImportOptions(**options))  # type: ignore[arg-type]
    assert str(caught.value).startswith(says)
