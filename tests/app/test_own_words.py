"""What “Your data” and “Suggest” say is a message, the reader's own, or marked as English."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from strikemap import translations
from strikemap.host.uploads import PACKAGE, read
from strikemap.importers import ImportOptions
from strikemap.importers.report import ROW
from strikemap.languages import speaking
from strikemap.ui.your_data import check
from tests.app.broken import SOUND, break_copy, faults
from tests.app.conftest import Open
from tests.app.hostile_files import ACLED_ROW, acled, plain, zipped
from tests.app.spoken import texts
from tests.app.words import markup
from tests.pseudo import CODE, cells, escaped, pseudo_language
from tests.unit.export.views import shipped

_ENGLISH = re.compile(r"""<(\w+)[^>]*\blang=["']en["'][^>]*>(.*?)</\1>""", re.DOTALL)
ARTICLE = "cnn-2023-05-31"
SHEBEKINO = "2023-05-31-shebekino-shelling"
RECORDS = {"unknown-place-incident", "Belgorod so far"}
"""An id that is proposed, and the end of a statement that begins as another does."""
NAMES = {"Strikemap", "English", "CSV", "JSON", "ACLED", "UTF-8", "CC BY", "upload"}
COLUMNS = (*ACLED_ROW, "actor1", "inter1", "actor2", "inter2", "civilian_targeting")
FILES: dict[str, tuple[bytes, set[str]]] = {
    "acled.csv": (
        acled({}, {"latitude": "NaN"}, {"fatalities": "some"}, {"latitude": "10"}),
        {
            *COLUMNS,
            *map(str.capitalize, COLUMNS),
            *ACLED_ROW.values(),
            "Terms and Conditions",
            *("RUS2", "RUS3", "RUS4"),
        },
    ),
    "mine.csv": (
        plain(place="Belgorod", why="x"),
        {"Belgorod", "date", "date_start", "date_end", "lat", "lon", "why", "place", "killed"},
    ),
    "other.csv": (b"when;y1;x1\n2023-05-04;50;36\n", {"when", "y1", "x1"}),
    "empty.csv": (b"", set()),
    "package.zip": (b"PK\x03\x04 damaged", {"is not a zip file", "File", "zip"}),
}
"""Files to drop, each with the words of its own that the page shows."""


def marked_as_english(app: AppTest) -> set[str]:
    """What stands in elements whose `lang` says so, and in lists of a file's own rows."""
    found = {
        html.unescape(re.sub(r"<[^>]*>", "", each)) for _, each in _ENGLISH.findall(markup(app))
    }
    for frame in (each.value for each in app.dataframe):
        if ROW in frame:
            found |= {str(each) for each in (*frame.columns, *frame.to_numpy().ravel())}
    return {each for each in found if each.strip()}


def unsaid(app: AppTest, known: Collection[str]) -> list[str]:
    """The words of the page that are no message, none of *known*, and not marked as English."""
    assert not app.exception, app.exception
    own = {
        *known,
        *NAMES,
        *marked_as_english(app),
        *cells(shipped(ARTICLE)),
        shipped(ARTICLE).version,
    }
    return [word for each in texts(app) for word in escaped(each, own)]


@pytest.fixture
def dropped(open_page: Open) -> Iterator[Callable[[str], AppTest]]:
    """Drops one of `FILES` on the page, in the language of brackets."""

    def drop(name: str) -> AppTest:
        app = open_page("your_data", collection=[ARTICLE], lang=[CODE])
        app.file_uploader[0].set_value((name, FILES[name][0], "application/octet-stream"))
        return app.run()

    with pseudo_language():
        yield drop


@pytest.mark.parametrize("name", FILES)
def test_your_data(name: str, dropped: Callable[[str], AppTest]) -> None:
    """Whatever file is dropped, read or refused: the page tells of it in the reader's language."""
    app = dropped(name)
    assert unsaid(app, {name, name.partition(".")[0], *FILES[name][1]}) == []


@pytest.mark.parametrize("of", ["", SHEBEKINO])
def test_suggest(of: str, open_page: Open) -> None:
    """
    So does the form for suggestions, empty or on a record, with all of its fields and helps: what
    is corrected is the record itself, not its translation.
    """
    record = {text for text in translations.originals(shipped(ARTICLE)).values() if text}
    with pseudo_language(), speaking(CODE):
        app = open_page("suggest", collection=[ARTICLE], lang=[CODE], incident=[of] if of else [])
        assert unsaid(app, RECORDS | record) == []
        app.radio(key="suggest kind").set_value("claim").run()
        assert unsaid(app, RECORDS | record) == []


SAID = {"uk": "напишіть ціле число", "ru": "напишите целое число"}
"""What is said of a number that is none."""


def test_one_reading_in_two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the check found in a file is kept once, and told in the language of whoever looks."""
    fault = next(each for each in faults() if each.name == "a wrong type")
    broken = break_copy(fault, tmp_path / "broken")
    contents = zipped({each.name: each.read_bytes() for each in broken.iterdir() if each.is_file()})
    with speaking("uk"):
        made = read(contents, "mine.zip", PACKAGE, ImportOptions(), (), lambda *_: None)
    told: list[str] = []
    for name in ("html", "text", "error", "caption"):
        monkeypatch.setattr(streamlit, name, told.append)
    for code in ("ru", "uk", "ru"):
        told.clear()
        with speaking(code):
            check.show_check(made)
        page = html.unescape(" ".join(told))
        assert SAID[code] in page
        assert "whole number" not in page and 'lang="en"' not in page


@pytest.mark.parametrize(
    ("code", "words"),
    [("uk", "це PDF; збережіть як CSV"), ("ru", "это PDF; сохраните как CSV")],
)
def test_a_refusal(code: str, words: str, open_page: Open) -> None:
    """Why a file can't be opened is said in the language of the page."""
    app = open_page("your_data", collection=[ARTICLE], lang=[code])
    app.file_uploader[0].set_value(("a.pdf", b"%PDF-1.4", "application/pdf")).run()
    assert words in " ".join(texts(app))


def test_a_broken_collection(
    tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """What is wrong with a collection of the host's, read once for all, is told to each reader."""
    fault = next(each for each in faults() if each.name == "a wrong type")
    collections(SOUND, break_copy(fault, tmp_path / "broken"))
    for code, words in SAID.items():
        app = open_page("sources", lang=[code])
        assert words in html.unescape(markup(app))
        assert "write a whole number" not in html.unescape(markup(app))
