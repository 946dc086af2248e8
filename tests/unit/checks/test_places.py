"""Rules on where."""

from collections.abc import Callable

import pytest

from strikemap.checks import Edit, places

Problems = Callable[..., list[tuple[str, int, str, str]]]


def _at(latitude: str, precision: str = "1") -> tuple[Edit, ...]:
    return (
        Edit("incidents.csv", 3, "latitude", latitude),
        Edit("incidents.csv", 3, "geo_precision", precision),
    )


def test_point_just_across_the_border_is_tolerated_by_precision(problems: Problems) -> None:
    """Some 20 km outside its region, a town is wrong and a district is not."""
    outside = ("incidents.csv", 3, "latitude", "point-in-region")

    assert [outside] == problems(*_at("50.13"))
    assert problems(*_at("50.13", "2")) == []
    assert [outside] == problems(*_at("49.5", "2"))


@pytest.mark.parametrize("latitude", ["50.13", "49.5", "44.0"])
def test_an_imported_point_is_tolerated_by_one_distance(problems: Problems, latitude: str) -> None:
    """Whatever its precision says, since each data set has precisions of its own."""
    imported = Edit("datapackage.json", 0, "imported", True)
    found = {each: bool(problems(imported, *_at(latitude, each))) for each in ("1", "2", "3")}
    assert len(set(found.values())) == 1
    assert found["1"] is (
        {"50.13": 20, "49.5": 90, "44.0": 600}[latitude] > places.KM_OUTSIDE_IMPORTED
    )


def test_place_that_is_not_known_has_no_point(problems: Problems) -> None:
    """An incident without a point and without a region breaks no rule of place."""
    assert (
        problems(
            *(Edit("incidents.csv", 3, name, "") for name in ("latitude", "longitude", "region"))
        )
        == []
    )


def test_point_without_a_region_lies_in_its_territory(problems: Problems) -> None:
    """Without a region, the point alone says whose territory it is, with its tolerance."""
    unplaced = Edit("incidents.csv", 3, "region", "")

    assert problems(unplaced) == []
    assert problems(unplaced, *_at("50.31")) == []
    assert ("incidents.csv", 3, "territory", "point-in-territory") in problems(
        unplaced, *_at("49.0")
    )


def test_crimea_is_not_russian_territory(problems: Problems) -> None:
    """Sevastopol is Ukraine's, whoever holds it."""
    assert ("incidents.csv", 2, "territory", "region-in-territory") in problems(
        Edit("incidents.csv", 2, "region", "UA-40"),
        Edit("incidents.csv", 2, "territory", "russia"),
    )


def test_points_beyond_what_is_measured_are_warned_of(
    problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too many points lie outside, the others are named without a distance."""
    monkeypatch.setattr(places, "_MOST_MEASURED", 0)

    assert ("incidents.csv", 3, "latitude", "point-in-region") in problems(*_at("55.75"))
