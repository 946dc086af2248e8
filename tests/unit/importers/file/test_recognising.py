"""What a file is."""

import pytest

from strikemap.importers.file.opening import packed
from strikemap.importers.file.recognising import recognise
from strikemap.importers.problem import ImportProblem

RUSSIAN = "дата;место\n2025-05-16;Шебекино, посёлок Маслова Пристань\n"
UKRAINIAN = "дата,місце\n2025-05-16,Київ та Дніпро, Запоріжжя\n"
FRENCH = "date,place\n2025-05-16,Évreux and a café near the Château\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "cp1251", "cp1251"),
        (UKRAINIAN, "cp1251", "cp1251"),
        (FRENCH, "latin-1", "latin-1"),
        (FRENCH + "2025-05-17,“quoted”\n", "cp1252", "cp1252"),
    ],
)
def test_encodings(text, encoding, found):
    """UTF-8 by its form, Windows-1251 by its runs of letters, Latin-1 by lone accents."""
    assert recognise(packed(text.encode(encoding)), None).encoding == found


def test_an_encoding_that_begins_late():
    """A letter far into the file is found, not only those in the first block."""
    text = b"a,b\n" + b"x,y\n" * 400_000 + "слово,слово\n".encode("cp1251")
    assert recognise(packed(text), None).encoding == "cp1251"


def test_the_encoding_may_be_said():
    """What the user says stands; what is not read is refused."""
    assert recognise(packed(FRENCH.encode("latin-1")), None, "windows-1251").encoding == "cp1251"
    with pytest.raises(ImportProblem, match="not read"):
        recognise(packed(b"a,b\n1,2\n"), None, "rot13")


def test_forms(acled, ucdp, viina):
    """Each form is known by its header, and anything else is a plain table."""
    for made, form in ((acled, "acled"), (ucdp, "ucdp"), (viina, "viina")):
        assert recognise(packed(made()), None).form == form
    assert recognise(packed(ucdp(header=False)), None).form == "ucdp"
    assert recognise(packed(b"a;b\n1;2\n"), None).form == "csv"
    assert recognise(packed(b' {"type": 1}'), None).form == "geojson"


@pytest.mark.parametrize("form", ["ucdp", "viina", "geojson", "nonsense"])
def test_another_form_than_asked_for(acled, form):
    """A file that is not of the form asked for is refused."""
    with pytest.raises(ImportProblem):
        recognise(packed(acled()), form)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(plain, delimiter):
    """Commas, semicolons and tabs separate."""
    found = recognise(packed(plain({"a": "1", "b": "2"}, delimiter=delimiter)), None)
    assert (found.delimiter, found.header) == (delimiter, ("a", "b"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"a;b\n1;2\n", ["columns separated by ;"]),
        (b"a\tb\n1\t2\n", ["columns separated by tabs"]),
        (b"A title\n\na,b\n1,2\n3,4\n", ["columns separated by ,", "take 3 rows"]),
        (b"a,b\n#date,#loc\n1,2\n3,4\n", ["columns separated by ,", "take 2 rows"]),
    ],
)
def test_what_was_recognised_is_told(text, said):
    """What parts the columns, and how many rows the header takes where it is more than one."""
    told = [
        each for each in recognise(packed(text), None).said if "columns" in each or "rows" in each
    ]
    assert len(told) == len(said)
    assert all(words in each for words, each in zip(said, told, strict=True))
