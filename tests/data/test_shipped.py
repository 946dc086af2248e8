"""The collections that ship: valid, sound, and as their READMEs say."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pytest

from strikemap import checks, collection, links, translations
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.collection import versions
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.geography import local_language
from strikemap.languages import DEFAULT, LANGUAGES
from strikemap.side_files import of_folder
from strikemap.tour import read_tour
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.unit.export.views import shipped

DATA = Path(__file__).parents[2] / "data"
SHIPPED = sorted(path.parent for path in DATA.glob("*/datapackage.json"))


@pytest.fixture(params=SHIPPED, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.mark.filterwarnings("ignore")  # frictionless's own dependencies warn
def test_valid_by_the_frictionless_specification(folder: Path) -> None:
    """Each is a valid Data Package: schema, types, constraints, primary and foreign keys."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["fileName", "rowNumber", "fieldName", "message"])[:10]


def test_no_rule_is_broken_and_no_warning_left_undecided(folder: Path) -> None:
    """`check` prints nothing."""
    assert [str(problem) for problem in checks.check(folder)] == []


def test_the_files_are_as_the_project_writes_them(folder: Path, tmp_path: Path) -> None:
    """Reading and writing again changes no byte of a table or of the descriptor."""
    read = collection.read(folder).collection
    assert read is not None
    collection.write(tmp_path, collection.text_tables(read), read.descriptor)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_every_text_that_a_reader_meets_is_translated(folder: Path) -> None:
    """Titles, summaries, names, the tour, what others counted and each statement that bears a toll
    have a translation of their present wording, and so has a place that is not named in it,
    where it is of a total unless an incident has it.
    """
    read = shipped(folder.name)
    of, claims = read.incidents, read.claims
    bears_no_toll = set(claims["claim_id"][~claims["measure"].isin(CASUALTY_MEASURES)])
    by_itself = {
        (row.incident_id, local_language(str(row.region)))
        for row in of.itertuples()
        if row.place_local
    }
    of_incidents = set(of["place"])
    for code in set(LANGUAGES) - {DEFAULT}:
        there = translations.read(of_folder(folder))[code]
        assert [
            (record, field)
            for (record, field), text in translations.originals(read).items()
            if text
            and not ((record, field) in there and there[record, field].fits(text))
            and not (field == "statement" and record in bears_no_toll)
            and not (field == "place" and (record, code) in by_itself)
            and not (field == "covers_place" and text in of_incidents)
        ] == [], code


def test_what_is_the_same_event_is_named_in_both(folder: Path) -> None:
    """Each `same_as` leads to an incident that leads back."""
    read = shipped(folder.name)
    for incident_id, same in zip(
        read.incidents["incident_id"], read.incidents["same_as"].astype(str), strict=True
    ):
        for name in filter(None, (part.strip() for part in same.split(";"))):
            other, _, other_id = name.partition("/")
            theirs = shipped(other).incidents
            row = theirs[theirs["incident_id"] == other_id]
            assert f"{folder.name}/{incident_id}" in str(row["same_as"].iloc[0])


def test_the_article_supports_the_totals_on_the_page() -> None:
    """One killed and six injured on Russian territory, five and nineteen in occupied Ukraine."""
    read = shipped("cnn-2023-05-31")
    found = {}
    for territory in ("russia", "occupied_ukraine"):
        rows = rows_kept(read, Filters(territory=territory))
        sums = [total(tolls(read, measure), rows) for measure in ("killed", "injured")]
        found[territory] = [(each.low, each.headline, each.high, each.unknown) for each in sums]
    assert found == {
        "russia": [(1, 1, 1, 5), (6, 6, 6, 4)],
        "occupied_ukraine": [(5, 5, 5, 0), (19, 19, 19, 0)],
    }


def test_each_stop_of_a_tour_selects_something(folder: Path) -> None:
    """A stop's query is understood whole, shows incidents, and names one that exists."""
    tour = read_tour(of_folder(folder))
    read = shipped(folder.name)
    for stop in tour.stops if tour else ():
        link, notices = links.from_query(links.decode(stop.query), read)
        assert notices == (), stop.title
        assert len(rows_kept(read, link.filters)), stop.title


def test_no_address_stands_in_the_words(folder: Path) -> None:
    """Addresses stand in the sources alone: titles, summaries and statements hold no link."""
    for name in ("incidents.csv", "claims.csv", "claimants.csv"):
        assert "://" not in (folder / name).read_text("utf-8"), name


CITED = {
    ("cnn-2023-05-31", "1.0.0", "d11a9b6c4509"): (7, 25),
    ("cnn-2023-05-31", "1.0.0", "cfe2be86b3c7"): (7, 25),
    ("cnn-2023-05-31", "1.0.1", "1b4ef47d5760"): (7, 25),
    ("chronology-2023-05-06", "1.0.0", "a2ee839e12ef"): (221, 1521),
    ("chronology-2023-05-06", "1.1.0", "59842e69cfed"): (288, 2062),
}
"""What had been shipped when versions began to be kept: how many incidents and claims each has."""


@pytest.mark.parametrize("cited", CITED, ids=lambda cited: "-".join(cited))
def test_what_was_cited_can_be_opened(cited: tuple[str, str, str]) -> None:
    """Each version that was ever shipped opens by its number and hash, as it was shipped."""
    name, version, digest = cited
    read = shipped(name)
    query = {"v": [version], "sha256": [digest]}
    found, notices = links.of_version(query, read, versions.read)
    assert notices == ()
    assert (found.version, found.content_hash[:12]) == (version, digest)
    assert (len(found.incidents), len(found.claims)) == CITED[cited]


def test_the_newest_release_is_what_is_shipped(folder: Path) -> None:
    """What the archive names last is the collection as it is now."""
    read = shipped(folder.name)
    newest = versions.releases(of_folder(folder))[-1]
    assert newest.content_sha256 == read.content_hash and newest.version == read.version


OLDER = [
    (folder.name, release)
    for folder in SHIPPED
    for release in versions.releases(of_folder(folder))[:-1]
    if not release.withheld
]


@pytest.mark.by_day(4, "the first of all has every archived line read, and the last the newest")
@pytest.mark.parametrize(
    ("name", "release"), OLDER, ids=[f"{name}-{each.version}" for name, each in OLDER]
)
def test_every_release_opens_as_it_was_released(name: str, release: versions.Release) -> None:
    """Each release of the archive reads back, with the hash that today's code works out of it."""
    then = versions.read(shipped(name), release)
    tables = collection.from_tables(collection.text_tables(then), then.descriptor)
    assert tables.collection is not None
    assert tables.collection.content_hash == then.content_hash == release.content_sha256
    assert versions.is_of(release, versions.files_of(then))
