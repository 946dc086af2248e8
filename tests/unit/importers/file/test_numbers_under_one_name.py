"""Numbers that stand under one name of a placemark, one after the other."""

import pytest

from strikemap.importers import ImportProblem
from strikemap.importers.file import kml
from strikemap.importers.file.tables import opened

WHOLE = "<kml><Placemark><ExtendedData>{}</ExtendedData></Placemark></kml>"


def read(values):
    data = "".join(f'<Data name="n"><value>{each}</value></Data>' for each in values)
    return opened(WHOLE.format(data).encode(), None).table.names


def test_each_other_number_has_a_column_and_no_more_than_a_table_may_have(monkeypatch):
    """What was said before is said once; a number too many is refused and not lost."""
    monkeypatch.setattr(kml, "MAX_COLUMNS", 3)
    assert [each for each in read([5, 6, 5, 7]) if each.startswith("n")] == ["n", "n (2)", "n (3)"]
    with pytest.raises(ImportProblem, match="more than 3 columns"):
        read([5, 6, 7, 8])
