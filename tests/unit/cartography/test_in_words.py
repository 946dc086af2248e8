"""What is told of symbols, cells and regions, and the messages as the map's scripts take them."""

from __future__ import annotations

from itertools import product

import pytest

from strikemap.cartography.cells import AT_LEAST, UP_TO
from strikemap.cartography.in_words import (
    forms,
    incidents_in,
    more,
    no_room_for,
    no_room_for_alone,
    toll_in_words,
    unknown_for,
)
from strikemap.cartography.map_words import map_words
from strikemap.languages import speaking


def test_a_form_of_a_plural_is_that_of_its_numbers() -> None:
    """What the script says of any number by its form is what Python says, in each language."""
    of_number = {"one": (1, 21), "few": (2, 3, 4, 22), "other": (5, 6, 11, 20)}
    for make in (more, lambda count: incidents_in(count, is_occupied=True)):
        for language in ("uk", "ru"):
            with speaking(language):
                said = forms(make)
                for form, numbers in of_number.items():
                    for each in numbers:
                        assert said[form].replace("{count}", str(each)) == make(each)
        assert forms(make)["one"].replace("{count}", "1") == make(1)
        assert forms(make)["other"].replace("{count}", "7") == make(7)


def test_the_scripts_have_words_for_both_territories() -> None:
    """Incidents of occupied Ukraine are told as that, and no word is empty or said twice."""
    words = map_words()
    assert words["incidents"] == {
        "one": "{count} incident", "few": "{count} incidents", "other": "{count} incidents"
    }  # fmt: skip
    assert words["incidents occupied"] == {
        form: f"{said} in occupied Ukraine" for form, said in words["incidents"].items()
    }
    assert words["toll unknown for"]["other"] == "{toll}, not reported for {count}"
    # English has its names of cities in the script's own file.
    whole = [said for name, said in words.items() if isinstance(said, str) and "cities" not in name]
    assert all(whole) and len(set(whole)) == len(whole)
    for measure in ("killed", "injured"):
        assert words[measure] == f"{measure} {{number}}"
        assert words[f"{measure} at least"] == f"{measure} at least {{number}}"
        assert words[f"{measure} not reported"] == f"{measure} not reported"


@pytest.mark.parametrize("size", [1, 5, 6, 7, 9])
def test_what_has_no_room_is_named_as_far_as_a_sentence_goes(size: int) -> None:
    """Six regions are named, and how many more there are."""
    named = [f"R{at}" for at in range(size)]
    rest = f", and {size - 6} more" if size > 6 else ""
    assert no_room_for(named) == f"No room on the map for: {', '.join(named[:6])}{rest}."
    told = no_room_for_alone([(name, at) for at, name in enumerate(named, 1)])
    whole = size * (size + 1) // 2
    start = (
        f"No room here for {whole} incident{'s' * (whole > 1)} of which only the region is known"
    )
    listed = ", ".join(f"R{at} {at + 1}" for at in range(min(size, 6)))
    assert told == f"{start}: {listed}{rest}."
    assert no_room_for_alone([("", 2)]).endswith("known: region not known 2.")


def test_a_toll_tells_what_it_leaves_open() -> None:
    """Unknown for all is not reported; else the number, with its bounds, and for how many it is
    unknown.
    """
    for measure, total, bounds, unknown in product(
        ("killed", "injured"), (0, 7), (0, AT_LEAST, UP_TO, AT_LEAST | UP_TO), (0, 1, 2, 3)
    ):
        said = toll_in_words(measure, total, bounds, unknown, 3)
        if unknown == 3:
            assert said == f"{measure} not reported"
            continue
        meant = f"{measure} {'at least ' if bounds & AT_LEAST else ''}{total}"
        meant += ", some given as “up to” and left out" if bounds & UP_TO else ""
        meant += f", not reported for {unknown}" if unknown else ""
        assert said == meant
    assert unknown_for(1, "killed 2") == "killed 2, not reported for 1"
