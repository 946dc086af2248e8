"""Which headers mean what, and where that is written."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from strikemap.importers.forms import data_set_headers, headers, toll_headers
from strikemap.importers.forms.header_meaning import field_of
from strikemap.importers.forms.header_sources import SOURCES
from strikemap.importers.forms.mapping import mapped
from strikemap.importers.forms.toll_names import composed
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS

FORMS = Path(headers.__file__).parent


def test_a_module_of_a_form_stays_small():
    """Below 200 lines, so that one form can be read at one go."""
    sizes = {path.name: len(path.read_text("utf-8").splitlines()) for path in FORMS.glob("*.py")}
    assert {name: size for name, size in sizes.items() if size >= 200} == {}


def test_each_form_names_the_source_of_its_headers():
    """A data set its codebook; a plain table each maker whose names it knows, with some of them."""
    assert all("odebook" in each.source for each in data_set_headers.KNOWN.values())
    told = {(maker, name): (field_of(name), field) for maker, of in SOURCES.items()
            for name, field in of.items()}  # fmt: skip
    assert {key: pair for key, pair in told.items() if pair[0] != pair[1]} == {}
    assert {field for of in SOURCES.values() for field in of.values()} <= set(headers.PLAIN)


def test_no_name_stands_for_two_fields():
    """A name is in the table once, and none is a field's that stands for another field."""
    names = [(headers.plain(name), field) for field, each in headers.PLAIN.items()
             for name in {*each.names, field}]  # fmt: skip
    assert len({name for name, _ in names}) == len(names)
    assert all(headers.NAMES[headers.plain(field)] == field for field in headers.PLAIN)


MEASURED = {"killed": ("Deaths", "people killed", "погибло", "загинуло"),
            "injured": ("Wounded", "number injured", "ранено", "поранено")}  # fmt: skip
OF_GROUP = {"": ("",), "civilians": ("civilian", "мирных", "цивільних"),
            "combatants": ("military", "военных", "військових")}  # fmt: skip
ENDS = {"": ("",), "least": ("min", "minimum", "минимум"), "most": ("max.", "максимум")}


def test_words_in_any_order_make_the_same_toll():
    """Whom, how they fared, and which end of a range, in whatever order and punctuation."""
    for measure, group, end in product(MEASURED, OF_GROUP, ENDS):
        field = f"{measure}_{group}" if group else measure
        field += {"": "", "least": "_low", "most": "_max"}[end]
        assert field in toll_headers.TOLLS
        for one, two, three in product(MEASURED[measure], OF_GROUP[group], ENDS[end]):
            for words in ((one, two, three), (three, two, one), (two, one, f"({three})")):
                header = " ".join(each for each in words if each.strip("()"))
                assert field_of(header) == field, header


@pytest.mark.parametrize(
    "header",
    ["children killed", "killed (children)", "confirmed deaths", "reported deaths", "Killed 2",
     "killed drones", "killed injured min", "military civilians killed", "min max killed",
     "people", "total", "минимум", "houses wounded", "killed_not_said"],
)  # fmt: skip
def test_a_word_that_says_more_is_asked_about(header):
    """Of what else a header says nothing is guessed."""
    assert composed(headers.plain(header)) is None
    assert not (field_of(header) or "").startswith(CASUALTY_MEASURES)


def test_every_toll_has_its_groups():
    """Both measures have the same fields, of everyone and of each group."""
    ends = {name.split("_", 1)[1] for name in toll_headers.TOLLS if name.startswith("killed_")}
    other = {name.split("_", 1)[1] for name in toll_headers.TOLLS if name.startswith("injured_")}
    assert ends - {"and_injured"} == other
    assert {f"{group}{end}" for group in GROUPS for end in ("", "_low", "_max")} <= ends


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("К-ть загиблих", "killed"), ("К-сть поранених", "injured"),
        ("Жертви (загинуло)", "killed"), ("Загинуло, осіб (уточнено)", "killed"),
    ],
)  # fmt: skip
def test_short_words_of_counting_change_nothing(header, field):
    """Ukrainian abbreviations of “number”, and “victims” beside how they fared."""
    assert field_of(header) == field


def test_estimates_are_ends_beside_the_best_one():
    """Low and high estimates are of what the best is; alone they may be of anything."""
    names = ("date", "lat", "lon", "low estimate", "high estimate")
    found = mapped({}, [*names, "best estimate"]).columns
    assert (found["killed_low"], found["killed_max"]) == names[3:]
    assert not {"killed_low", "killed_max"} & mapped({}, names).columns.keys()
