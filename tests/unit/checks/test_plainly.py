"""Collections of random rows: `check` finds what a plain reading of its rules finds, no more."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from strikemap import checks
from strikemap.checks import Edit, example
from strikemap.checks.rule import csv_of
from strikemap.model import TABLES, Problem
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE
from tests.unit.checks.plainly import COUNTED, FILLED, Breach, Plain, Row

TODAY = date(2023, 6, 12)
UPDATED = "2023-06-10"
COVERED = {"from": "2023-05-24", "to": "2023-06-02"}
PLACES = (
    ("RU-BEL", "russia", 50.4134, 36.9254), ("UA-09", "occupied_ukraine", 48.5073, 38.8581),
    ("UA-43", "occupied_ukraine", 45.2, 34.1), ("RU-KRS", "russia", 51.2, 34.9),
)  # fmt: skip
TEXTS = (
    "", "Plain.", "They spoke of “one two three”.", "They spoke of “one two three four”.",
    "Говорили «раз два три четыре пять».", 'A "word" between and many others "here" and there.',
)  # fmt: skip


class Made:
    """Tables of *size* incidents and twice as many claims, each cell drawn from what may stand."""

    def __init__(self, seed: int, size: int = 150) -> None:
        self.draw = random.Random(seed)
        draw = self.draw
        self.ids = {
            table: [f"{kind}-{at:04}" for at in range(many)]
            for table, kind, many in (
                ("incidents", "a", size), ("claims", "c", 2 * size), ("claimants", "w", 7),
                ("sources", "s", 40),
            )
        }  # fmt: skip
        self.tables: dict[str, list[Row]] = {
            "incidents": [self.incident(each) for each in self.ids["incidents"]],
            "claims": [self.claim(each) for each in self.ids["claims"]],
            "claimants": [self.claimant(each) for each in self.ids["claimants"]],
            "sources": [self.source(each) for each in self.ids["sources"]],
            "corrections": [self.correction() for _ in range(30)],
        }
        for rows in self.tables.values():
            draw.shuffle(rows)

    def day(self, first: str = "2023-05-20", days: int = 26) -> date:
        return date.fromisoformat(first) + timedelta(self.draw.randrange(days))

    def one_of(self, table: str, often: float) -> str:
        return self.draw.choice(self.ids[table]) if self.draw.random() < often else ""

    def incident(self, name: str) -> Row:
        draw = self.draw
        kinds = SUB_EVENT_TYPES_BY_TYPE["Explosions/Remote violence"][:2]
        region, territory, latitude, longitude = draw.choice(PLACES)
        start = self.day()
        spread = draw.choice((0.0, 0.05, 0.3))
        row = {
            **SOUND["incidents"],
            "incident_id": name,
            "title": draw.choice(TEXTS[1:]),
            "summary": draw.choice(TEXTS[1:]),
            "date_start": f"{start}",
            "date_end": f"{start + timedelta(draw.choice((-2, 0, 0, 1, 2, 5, 6, 6, 7, 9)))}",
            "time_precision": draw.choice("123"),
            "date_basis": draw.choice(("stated", "inferred", "reported_only")),
            "part_of_day": draw.choice(("", "night", "morning")),
            "event_type": draw.choice((*["Explosions/Remote violence"] * 4, "Battles")),
            "sub_event_type": draw.choice((*kinds, "Armed clash")),
            "region": draw.choice((region, region, region, "", "RU-XYZ", "UA-14")),
            "territory": territory,
            "latitude": f"{latitude + draw.uniform(-spread, spread):.4f}",
            "longitude": f"{longitude + draw.uniform(-spread, spread):.4f}",
            "geo_precision": draw.choice("123"),
            "status": draw.choice(("active",) * 6 + ("withdrawn", "merged")),
            "merged_into": self.one_of("incidents", 0.3),
            "same_as": draw.choice(("", "a/b", "a/b;c.d/e", "a/b; c/d", "a", ";a/b", "A/b")),
        }
        if draw.random() < 0.2:
            row["territory"] = draw.choice(("russia", "occupied_ukraine"))
        if draw.random() < 0.2:
            row[draw.choice(("latitude", "longitude"))] = ""
        return row

    def claim(self, name: str) -> Row:
        draw = self.draw
        bound = draw.choice([*FILLED])
        filled = FILLED[bound] if draw.random() < 0.8 else (draw.randrange(2), draw.randrange(2))
        least, most = (f"{draw.randrange(12)}" if each else "" for each in filled)
        said = self.day()
        covers = {"covers_from": f"{self.day()}", "covers_to": f"{self.day()}",
                  "covers_region": draw.choice(("", "RU-BEL", "RU-XYZ")),
                  "covers_place": draw.choice(("", "Shebekino"))}  # fmt: skip
        incident = self.one_of("incidents", 0.7)
        often = 0.05 if incident else 0.9
        return {
            **SOUND["claims"],
            "claim_id": name,
            "incident_id": incident,
            **{key: value if draw.random() < often else "" for key, value in covers.items()},
            "measure": draw.choice((*sorted(COUNTED), "damage", "attribution", "denial")),
            "subject": draw.choice(("", "people", "civilians", "combatants", "drones")),
            "people": draw.choice(("", "civilians", "combatants", "not_said")),
            "value_min": least,
            "value_max": most,
            "bound": bound,
            "statement": draw.choice(TEXTS[1:]),
            "inferred": draw.choice(TEXTS),
            "claimant_id": draw.choice(self.ids["claimants"][:-1]),
            "about": draw.choice(("", "ukraine")),
            "claimed_on": draw.choice(("", f"{said}", f"{said:%Y-%m}", f"{said:%Y}")),
            "source_id": draw.choice(self.ids["sources"][:-5]),
            "supersedes": self.one_of("claims", 0.5),
        }

    def claimant(self, name: str) -> Row:
        sides = ("russia", "ukraine", "other")
        return {**SOUND["claimants"], "claimant_id": name, "side": self.draw.choice(sides)}

    def source(self, name: str) -> Row:
        draw = self.draw
        return {
            **SOUND["sources"],
            "source_id": name,
            "url": draw.choice(("", "https://example.org/")),
            "note": draw.choice(("", "In print.")),
            "published": f"{self.day()}",
            "accessed": draw.choice(("", f"{self.day()}")),
            "reprint_of": self.one_of("sources", 0.1),
        }

    def correction(self) -> Row:
        tables = ("incidents", "claims", "claimants", "sources")
        record = self.one_of(self.draw.choice(tables), 0.8)
        return {
            **SOUND["corrections"],
            "date": f"{self.day()}",
            "record": record or self.draw.choice(("example", "gone")),
        }

    def distinct(self) -> list[list[str]]:
        """Some pairs that are found distinct, a few of which name what is not there."""
        placed = self.ids["incidents"] * 3 + ["gone-1"]
        return [self.draw.sample(placed, 2) for _ in range(1500)]


def _sound() -> Mapping[str, Row]:
    files = example.files()
    texts = {name: files[f"{name}.csv"].decode() for name in TABLES}
    read = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}
    return {name: rows[-1] for name, rows in read.items()}


SOUND = _sound()


def found(folder: Path, made: Made, package: Mapping[str, object], today: date) -> list[Problem]:
    """What `check` finds of *made*, written to *folder*."""
    edits = [Edit("datapackage.json", 0, key, value) for key, value in package.items()]
    for name, rows in made.tables.items():
        columns = TABLES[name].columns
        lines = ([row.get(each, "") for each in columns] for row in rows)
        edits.append(Edit(f"{name}.csv", 0, "", csv_of(columns, *lines)))
    example.write(folder, edits)
    return list(checks.check(folder, today=today))


def keyed(each: Problem | Breach) -> tuple[str, int, str, str, str]:
    """What a breach is told by, without its words."""
    return (each.file.removesuffix(".csv"), each.row, each.column, each.rule, each.severity)


def unsaid(told: Sequence[Problem], breaches: set[Breach]) -> list[Breach]:
    """Those of *breaches* of which no message names all that it should."""
    messages: dict[object, list[str]] = {}
    for each in told:
        messages.setdefault(keyed(each), []).append(str(each.message))
    return [
        each
        for each in breaches
        if not any(all(said in text for said in each.says) for text in messages[keyed(each)])
    ]


@pytest.mark.parametrize(
    ("seed", "today"), [(1, TODAY), (2, date(2023, 5, 28)), (3, date(2023, 6, 5))]
)
def test_random_rows_break_what_they_break_by_a_plain_reading(
    seed: int, today: date, tmp_path: Path
) -> None:
    """Each row that breaks a rule is found with its severity and figures, and no other row is."""
    made = Made(seed)
    package = {"coverage": COVERED, "updated": UPDATED, "distinct": made.distinct()}
    told = found(tmp_path, made, package, today)
    breaches = Plain(made.tables, {"name": "example", **package}, today).breaches()
    rules = {each.rule for each in breaches}
    assert sorted(keyed(each) for each in told if each.rule in rules) == sorted(
        map(keyed, breaches)
    )
    assert unsaid(told, breaches) == []
    assert len(rules) > 25
