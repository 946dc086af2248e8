"""What the library tells readers in sentences is made of messages and of the data alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from strikemap import evidence, links
from strikemap.casualties.in_words import number_first, tolls_in_words
from strikemap.casualties.tolls import tolls
from strikemap.comparison.pairs import MAX_PAIRS, Pairs
from strikemap.comparison.sides import other_collection, period
from strikemap.comparison.totals import totals_in_words
from strikemap.filters.choices import CODES, LISTS, Filters, known_codes
from strikemap.filters.in_words import filters_in_words
from strikemap.in_view import InView
from strikemap.languages import speaking
from strikemap.model import Collection
from strikemap.timeline import BY_SPAN, SPANS
from strikemap.version_differences import CELLS, differences
from strikemap.wording import change_in_words
from tests.builders import build, claim, incident, occupied, source
from tests.pseudo import CODE, cells, escaped, pseudo_language

SAID = ("4", "~4", "2+", "2-4", "up to 3", "")
WHOLE = build(
    [*(incident(f"i{at}") for at in range(len(SAID))), occupied("o")],
    [claim(f"c{at}", f"i{at}", said) for at, said in enumerate(SAID)],
)


@pytest.fixture(autouse=True)
def _in_brackets() -> Iterator[None]:
    with pseudo_language(), speaking(CODE):
        yield


def untold(*texts: str, of: Collection = WHOLE) -> list[str]:
    """What in *texts* is neither a message nor of the data."""
    return escaped(" | ".join(texts), cells(of))


def test_filters() -> None:
    """A view in words: each filter alone and all of them at once."""
    codes = known_codes(WHOLE)
    every = {name: codes[key][:3] for key, name in LISTS.items()}
    rest = {"territory": "russia", "text": "0", "as_of": date(2023, 6, 1)}
    views = [Filters(**{name: value}) for name, value in (every | rest).items()]  # type: ignore[arg-type]  # each as its field's type
    views += [Filters(), Filters(weapons=("drone",)), Filters(**(every | rest))]  # type: ignore[arg-type]  # as above
    assert untold(*(filters_in_words(each, WHOLE) for each in views)) == []


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"{key}=0" for key in CODES),
        "region=UA-05&region=0&claimant=0&q=0&q=1&territory=0&incident=0&0=0",
        "dates=2023&dates=2023&dates=2023",
        "dates=2024&dates=2023",
        "dates=0&dates=1",
        "dates=2023-02-30&dates=2023-03",
        "dates=1999&dates=1999",
        "dates=2022&dates=2024",
        "as_of=2023",
        "stop=-&sha256=-&layer=0&basemap=0&lang=0&view=0",
        "view=90,0,4&q=" + "1" * 300,
        "v=0",
        "v=-",
        "v=9.0.0",
        "v=1.0.0&sha256=abababab",
    ],
)
def test_notices(query: str) -> None:
    """What a link asks for and can't have."""
    asked = links.decode(query)
    _link, told = links.from_query(asked, WHOLE)
    _shown, versions = links.of_version(asked, WHOLE, lambda today, _wanted: today)
    keys = {*links.OURS, "latitude,longitude,zoom", "UA-05", "abababab"}
    assert told or versions
    assert escaped(" | ".join((*told, *versions)), cells(WHOLE) | keys) == []


def test_tolls() -> None:
    """Ranges and headline figures with their bounds, or that they are unknown."""
    of, rows = tolls(WHOLE, "killed"), np.arange(len(WHOLE.incidents))
    said = tolls_in_words(of, rows)
    said += [
        number_first(int(of.headline[row]), int(of.bound[row]), int(of.most[row])) for row in rows
    ]
    assert untold(*said) == []
    assert {"4⟦ (about)⟧", "⟦unknown⟧", "2⟦ (at least)⟧", "3⟦ (up to)⟧"} <= set(said)


@pytest.mark.parametrize("by", ["summary", "kyiv"])
@pytest.mark.parametrize("measure", ["killed", "denial", "responsibility", "attribution"])
def test_reasons_of_grades(measure: str, by: str) -> None:
    """Why an event and who did it have their grades."""
    about = "ukraine" if measure == "attribution" else ""
    for first in ("killed", "responsibility"):
        rows = [
            claim("c", "a", measure=first),
            claim("d", "a", measure=measure, by=by, about=about),
        ]
        whole = build([incident("a")], rows)
        told = evidence.event_reason(whole, 0), evidence.responsibility_reason(whole, 0)
        assert untold(*(re.sub("<[^>]*>", "", each) for each in told), of=whole) == []


def test_a_comparison() -> None:
    """Both sides' sums, what is left out of the pairs, and what the other side can't give."""
    one = InView(WHOLE)
    frame = totals_in_words(one, InView(build([occupied("o")], [claim("c", "o", "1")])))
    assert untold(frame.to_csv(header=False)) == []
    assert untold(Pairs((), searched=False).left_out, Pairs((), many=MAX_PAIRS + 1).left_out) == []
    _side, notices = other_collection(one, build([incident("a", date_start="2023-05-29")], []))
    assert notices and untold(*notices) == []
    for text in ("0", "2023-06,2023-05", "1999,1999"):
        with pytest.raises(ValueError) as caught:  # noqa: PT011  # its words are looked at below
            period(text, WHOLE)
        assert untold(str(caught.value)) == []


def test_differences_of_versions() -> None:
    """What differs between two versions, incident by incident and beside them."""
    total = {"covers_from": "2023-05-30", "covers_to": "2023-05-31", "covers_region": "RU-BEL"}
    today = build(
        [
            incident("i0", date_end="2023-06-06", time_precision="2", region="", weapon="drone"),
            incident("i1", title="Shelling", status="withdrawn", summary="0"),
            incident("new"),
        ],
        [
            claim("c0", "i0", "2-4", "injured"),
            claim("c1", "i1", "2+"),
            claim("n", "i1", "~3"),
            claim("t", "", "4", **total),
        ],
        sources=[source("paper", note="0"), source("third")],
    )
    found = differences(WHOLE, today)
    told = [part for each in found.incidents for part in (each.days, each.figures, each.what)]
    assert found.others
    assert escaped(" | ".join([*told, found.others]), cells(WHOLE) | cells(today)) == []


def test_corrections() -> None:
    """What a release writes of a change, with its columns and codes."""
    parts = (
        "weapon: “drone” became empty",
        "part_of_day: empty became “day”",
        "certainty: “stated” became “preliminary”",
        "summary rewritten",
        "inferred filled in",
        "note emptied",
    )
    assert untold(change_in_words("; ".join(parts))) == []


def test_names_of_parts_are_messages() -> None:
    """Names that stand in tables of ours are in English there, and said where they are shown."""
    for names in (SPANS, BY_SPAN, CELLS):
        assert all("⟦" not in each for each in names.values())
