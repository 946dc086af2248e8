"""What is wrong with a collection is said in one language, whatever its reader speaks."""

from __future__ import annotations

from pathlib import Path

from strikemap import checks
from strikemap.checks import Edit, days, example
from strikemap.languages import speaking
from tests.pseudo import CODE, pseudo_language
from tests.unit.checks.conftest import TODAY

NO_DAYS = (
    Edit("incidents.csv", 3, "date_start", "2023-02-30"),
    Edit("claims.csv", 4, "claimed_on", "last May"),
    Edit("datapackage.json", 0, "updated", "2023-05"),
)


def test_what_is_wrong_is_told_to_all_alike(tmp_path: Path) -> None:
    """What the rules on days find, and days that are none, read alike in any language."""
    folders = []
    for number, edits in enumerate(
        [*((each,) for each in NO_DAYS), *(r.example for r in days.RULES)]
    ):
        folders.append(tmp_path / str(number))
        folders[-1].mkdir()
        example.write(folders[-1], edits)
    expected = [checks.check(each, today=TODAY) for each in folders]
    with pseudo_language(), speaking(CODE):
        assert [checks.check(each, today=TODAY) for each in folders] == expected
    assert all(expected)
