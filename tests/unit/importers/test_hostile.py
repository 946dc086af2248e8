"""Files that mean harm, or were harmed: one clear problem each, never a traceback."""

import gzip
import io
import zipfile

import pytest

from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.importers.forms.acled import COLUMNS

HEAD = ",".join(COLUMNS).encode() + b"\n"


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), contents)
    return out.getvalue()


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"", "empty"),
        (b"\n \n", "white space"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a picture"),
        ("date,b\n1,2\n".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        (b"\xff\xfea,b\n\x00\xd8x", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it without a password as XLSX"),
        (HEAD + b"a,\x00,b\n", "NUL"),
        (b"a,b\nx,\xed\xa0\x80\n", "surrogate"),
        (("a,b\n" + "Привет мир " * 50).encode() + b"\xd0,1\n", "damaged"),
        (b",".join(b"c%d" % n for n in range(100_000)) + b"\n1\n", "columns"),
        (b"x" * 2_000_000, "header"),
        (b"a,b,a\n1,2,x\n", "no column of dates"),
        (b"a,,b\n1,2,x\n", "no column of dates"),
        (b"1,2,3\n4,5,6\n", "no header"),
        (b"a,b\n", "no rows"),
        (b"a\n1\n", "one column"),
        (HEAD + b'"never closed,' + b"x,y\n" * 3_000_000, "never closed"),
        (HEAD + b'"' + b"x" * 5_000_000 + b'"' + b"," * (len(COLUMNS) - 1) + b"\n", "at most"),
        (HEAD + b"x," * (len(COLUMNS) - 1) + b'"last\nx,y\n', "never closed"),
        (gzip.compress(HEAD)[:-9], "damaged"),
        (gzip.compress(HEAD + b"a" * 20_000_000), "zip bomb"),
        (zipped(a_csv=b"a" * 20_000_000), "zip bomb"),
        (zipped(a_csv=b"1", b_csv=b"2"), "exactly one"),
        (zipped(readme=b"1"), "exactly one"),
        (b"PK\x03\x04broken", "zip"),
    ],
)
def test_one_clear_problem(contents, says):
    """Each kind is refused in words that say what is wrong."""
    with pytest.raises(ImportProblem, match=says):
        import_file(contents, None, ImportOptions())


def test_a_path_out_of_a_zip_is_only_read(acled, imported, tmp_path, monkeypatch):
    """A member named like a path elsewhere is read in memory and written nowhere."""
    monkeypatch.chdir(tmp_path)
    made = imported(zipped(**{"..__..__evil_csv": acled()}))
    assert made.report.rows_kept == 1
    assert list(tmp_path.parent.glob("**/evil*")) == []


def test_a_sparse_file_is_refused_at_once(tmp_path):
    """Two gigabytes of nothing are refused by size or at the first NUL, not read."""
    path = tmp_path / "sparse.csv"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(ImportProblem, match="NUL"):
        import_file(path, None, ImportOptions())


@pytest.mark.parametrize(
    "change",
    [
        {"event_date": "0000-01-01"},
        {"event_date": "99999-01-01"},
        {"event_date": "2025-02-30"},
        {"event_date": "05/06/2025"},
        {"latitude": "NaN"},
        {"longitude": "inf"},
        {"latitude": "1e400"},
        {"latitude": "91"},
        {"latitude": ""},
        {"event_id_cnty": "RUS1"},
        {"notes": "x" * 1_500_000},
    ],
)
def test_a_row_that_cannot_be_read_is_kept_with_the_reason(acled, imported, change):
    """The other rows are imported; the row, its number and the reason are in the rejected."""
    made = imported(acled({}, change))
    assert made.report.rows_kept == 1
    assert made.rejected["row_in_file"].tolist() == ["3"]
    assert made.rejected["why_rejected"][0]
    assert made.report.rows_read == 2


@pytest.mark.parametrize(
    "change", [{"fatalities": "-1"}, {"fatalities": "1e9"}, {"event_id_cnty": "!!!"}]
)
def test_an_odd_cell_removes_no_incident(acled, imported, change):
    """A toll that can't be read is unknown and marked, and an id is made of the row."""
    made = imported(acled({}, change))
    assert (made.report.rows_kept, len(made.rejected)) == (2, 0)


def test_ragged_rows_are_named_by_number(acled, imported):
    """Too few and too many cells are rejected, blank lines passed over."""
    lines = acled({}, {}, {}).split(b"\n")
    text = b"\n".join([lines[0], b"1,2,3", lines[1], b"", lines[2] + b",more", lines[3], b"", b""])
    made = imported(text)
    assert made.report.rows_kept == 2
    assert made.rejected["row_in_file"].tolist() == ["2", "5"]
    assert "more" in made.rejected["why_rejected"][1]


def test_where_nothing_can_be_kept_the_reason_is_said(acled, imported):
    """A file without a usable row is a problem, not an empty collection."""
    with pytest.raises(ImportProblem, match=r"no row could be kept.*year 0"):
        imported(acled({"event_date": "0000-01-01"}))


def test_markup_stays_text(acled, imported):
    """Texts are raw in the tables and inert in the README."""
    evil = "<script>alert(1)</script>"
    made = imported(acled({"notes": evil}, {"event_date": evil}))
    assert made.tables["incidents"]["summary"].tolist() == [evil]
    assert "<script>" not in made.readme.replace("\\<", "")


def test_a_name_that_is_no_text_is_told() -> None:
    """A property whose name has half a surrogate is named, and nothing else goes wrong."""
    record = b'[{"date": "2024-03-01", "lat": 50.6, "lon": 36.6, "own \\ud800": "1"}]'
    with pytest.raises(ImportProblem, match=r"own \\ud800: no text"):
        import_file(record, None, ImportOptions())
