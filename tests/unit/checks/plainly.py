"""
The rules as one would write them first: a row at a time, on the text of the files.

`check` must find the same rows, and name in its message what is named here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from strikemap import geography
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]
"""The rows of each table in the order of its file."""

CASUALTIES = {"killed", "injured"}
COUNTED = CASUALTIES | {"drones_launched", "drones_downed", "drones_hit", "damaged"}
COUNTRIES = {"russia": "RU", "occupied_ukraine": "UA"}
FILLED = {"": (0, 0), "exact": (1, 1), "about": (1, 1), "at_least": (1, 0), "up_to": (0, 1)}
OWN_WORDS = {"incidents": ("title", "summary"), "claims": ("statement", "inferred")}
ELSEWHERE = re.compile(r"[a-z0-9][a-z0-9._-]*/[a-z0-9-]+")


class Breach(NamedTuple):
    """A row that breaks a rule, and what its message names."""

    file: str
    row: int
    column: str
    rule: str
    severity: str
    says: tuple[str, ...]


class Plain:
    """A collection under check: the text of its files, its descriptor, and the day."""

    def __init__(self, tables: Tables, package: Mapping[str, object], today: date) -> None:
        self.tables, self.package, self.today = tables, package, today
        self.incidents = {row["incident_id"]: row for row in tables["incidents"]}
        self.claims = {row["claim_id"]: row for row in tables["claims"]}
        self.sources = {row["source_id"]: row for row in tables["sources"]}
        self.claimants = {row["claimant_id"]: row for row in tables["claimants"]}

    def breaches(self) -> set[Breach]:
        """Every row that breaks one of the rules here."""
        rules = (
            self.of_days, self.of_claimed_days, self.of_coverage, self.of_claims, self.of_numbers,
            self.of_fallen, self.of_use, self.of_places, self.of_pairs, self.of_words,
        )  # fmt: skip
        return {each for rule in rules for each in rule()}

    def rows(self, table: str) -> Iterator[tuple[int, Row]]:
        yield from enumerate(self.tables[table], 2)

    def of_days(self) -> Iterator[Breach]:
        for table, first, last in (
            ("incidents", "date_start", "date_end"),
            ("claims", "covers_from", "covers_to"),
            ("sources", "published", "accessed"),
        ):
            for at, row in self.rows(table):
                if row[first] and row[last] and row[last] < row[first]:
                    said = (row[last], row[first], first)
                    yield _error(table, at, last, "dates-ordered", *said)
        for at, row in self.rows("incidents"):
            days = span(row)
            precision = row["time_precision"]
            right = {"1": 0 < days <= 2, "2": 0 < days <= 7, "3": days > 7}[precision]
            if days > 0 and not right:
                fit = "1 or 2" if days <= 2 else "2" if days <= 7 else "3"
                says = (f"{precision} for a span of {days} days", f"write {fit},")
                yield _error("incidents", at, "time_precision", "time-precision", *says)
            if precision == "1" and days == 2 and row["part_of_day"] != "night":
                yield _warning("incidents", at, "part_of_day", "time-precision")
            if row["date_basis"] == "reported_only":
                yield from self._of_report(at, row)
        for table, column in (("sources", "published"), ("sources", "accessed"),
                              ("corrections", "date")):  # fmt: skip
            for at, row in self.rows(table):
                if row[column] and date.fromisoformat(row[column]) > self.today:
                    yield _error(table, at, column, "not-in-future", f"{self.today}")

    def _of_report(self, at: int, row: Row) -> Iterator[Breach]:
        if span(row) != 7 or row["time_precision"] != "2":
            yield _error("incidents", at, "date_basis", "reported-only")
        elif row["status"] == "active":
            told = {self.sources[claim["source_id"]]["published"] for claim in self._claims_of(row)}
            if row["date_end"] not in told:
                yield _warning("incidents", at, "date_end", "reported-only")

    def _claims_of(self, incident: Row) -> list[Row]:
        wanted = incident["incident_id"]
        return [row for row in self.tables["claims"] if row["incident_id"] == wanted]

    def of_claimed_days(self) -> Iterator[Breach]:
        for at, row in self.rows("claims"):
            published = self.sources[row["source_id"]]["published"]
            first, last = of_prefix(row["claimed_on"])
            if first and first > date.fromisoformat(published):
                yield _error("claims", at, "claimed_on", "claim-before-publication", published)
            if not row["incident_id"]:
                continue
            began = self.incidents[row["incident_id"]]["date_start"]
            start = date.fromisoformat(began)
            if last and last < start:
                yield _error("claims", at, "claimed_on", "claim-after-incident", began)
            if date.fromisoformat(published) < start - timedelta(1):
                yield _error("claims", at, "source_id", "claim-after-incident", began)

    def of_coverage(self) -> Iterator[Breach]:
        covered = self.package["coverage"]
        assert isinstance(covered, dict)
        first, last = covered["from"], covered["to"]
        day = min(self.today, date.fromisoformat(str(self.package["updated"])))
        for at, row in self.rows("incidents"):
            outside = row["date_end"] < first or row["date_start"] > last
            if outside and row["status"] == "active":
                yield _warning("incidents", at, "date_start", "coverage", f"{first} to {last}")
            if (day - date.fromisoformat(row["date_end"])).days < 3:
                yield _error("incidents", at, "date_end", "not-recent", f"{day}")

    def of_claims(self) -> Iterator[Breach]:
        for at, row in self.rows("claims"):
            if _returns(row, self.claims, "supersedes"):
                yield _error("claims", at, "supersedes", "supersedes-circle")
            if row["supersedes"]:
                earlier = self.claims[row["supersedes"]]
                for column, name in (
                    ("incident_id", "incident"), ("covers_region", "covered region"),
                    ("covers_place", "covered place"), ("measure", "measure"),
                    ("subject", "subject"),
                ):  # fmt: skip
                    if row[column] != earlier[column]:
                        said = f"has another {name};"
                        yield _error("claims", at, "supersedes", "supersedes-agree", said)
                sides = {self.claimants[each["claimant_id"]]["side"] for each in (row, earlier)}
                if len(sides) > 1:
                    said = "has another side;"
                    yield _error("claims", at, "supersedes", "supersedes-agree", said)
            covers = ("covers_from", "covers_to", "covers_region", "covers_place")
            if row["incident_id"] and any(row[each] for each in covers):
                yield _error("claims", at, "covers_from", "incident-or-cover")
            if not row["incident_id"] and not (row["covers_from"] and row["covers_to"]):
                yield _error("claims", at, "incident_id", "incident-or-cover")
            if row["measure"] == "attribution" and not row["about"]:
                yield _error("claims", at, "about", "attribution")

    def of_numbers(self) -> Iterator[Breach]:
        some = any(row["people"] for row in self.tables["claims"])
        for at, row in self.rows("claims"):
            least, most = row["value_min"], row["value_max"]
            if least and most and int(least) > int(most):
                said = f"{most} is less than value_min, {least};"
                yield _error("claims", at, "value_max", "values-ordered", said)
            wanted = FILLED[row["bound"]]
            if (bool(least), bool(most)) != wanted:
                said = f"the bound {row['bound'] or 'is empty'} and the values disagree"
                fill = {"exact": "both", "about": "both", "at_least": "value_min",
                        "up_to": "value_max", "": "empty"}[row["bound"]]  # fmt: skip
                says = (said,) if row["bound"] else ()
                yield _error("claims", at, "bound", "bound-values", *says, fill)
            if row["measure"] in COUNTED and not row["subject"]:
                yield _error("claims", at, "subject", "subject")
            if row["measure"] not in COUNTED and (least or most):
                says = (f"{row['measure']} has no number",)
                yield _error("claims", at, "value_min", "uncounted-measure", *says)
            people, counted = row["people"], row["subject"]
            if row["measure"] not in CASUALTIES:
                if people:
                    yield _error("claims", at, "people", "of-whom", "leave it empty")
            elif not people:
                if some:
                    told = "write one of civilians, combatants, not_said"
                    yield _error("claims", at, "people", "of-whom", told)
            elif counted in ("civilians", "combatants") and people != counted:
                said = f"{people}, but the subject is {counted};"
                yield _error("claims", at, "people", "of-whom", said)

    def of_fallen(self) -> Iterator[Breach]:
        told = {row["record"] for row in self.tables["corrections"]}
        for at, row in self.rows("incidents"):
            if row["status"] != "active" and row["incident_id"] not in told:
                yield _error("incidents", at, "status", "withdrawn-with-correction")
            if row["status"] == "merged" and not row["merged_into"]:
                yield _error("incidents", at, "merged_into", "merged", "empty though")
            if row["status"] != "merged" and row["merged_into"]:
                yield _error("incidents", at, "status", "merged", "merged_into is filled")
            if _returns(row, self.incidents, "merged_into"):
                yield _error("incidents", at, "merged_into", "merged", "leads back")
        there = {str(self.package["name"]), *self.incidents, *self.claims, *self.sources,
                 *self.claimants}  # fmt: skip
        for at, row in self.rows("corrections"):
            if row["record"] not in there:
                yield _error("corrections", at, "record", "correction-record")

    def of_use(self) -> Iterator[Breach]:
        claims, sources = self.tables["claims"], self.tables["sources"]
        for at, row in self.rows("incidents"):
            if row["status"] == "active" and not self._claims_of(row):
                yield _error("incidents", at, "incident_id", "incident-claimed")
        for at, row in self.rows("claimants"):
            if not any(claim["claimant_id"] == row["claimant_id"] for claim in claims):
                yield _warning("claimants", at, "claimant_id", "unused")
        used = {row["source_id"] for row in claims} | {row["reprint_of"] for row in sources}
        for at, row in self.rows("sources"):
            if row["source_id"] not in used:
                yield _warning("sources", at, "source_id", "unused")
            if not row["url"] and not row["note"]:
                yield _error("sources", at, "url", "source-address")

    def of_places(self) -> Iterator[Breach]:
        known = geography.regions()
        for at, row in self.rows("claims"):
            if row["covers_region"] and row["covers_region"] not in known:
                said = row["covers_region"]
                yield _error("claims", at, "covers_region", "region-known", said)
        for at, row in self.rows("incidents"):
            region, has = row["region"], (bool(row["latitude"]), bool(row["longitude"]))
            if region and region not in known:
                yield _error("incidents", at, "region", "region-known", region)
            elif region and known[region].country != COUNTRIES[row["territory"]]:
                other = "russia" if row["territory"] != "russia" else "occupied_ukraine"
                says = (f"{region} is in {COUNTRIES[other]}; write {other},",)
                yield _error("incidents", at, "territory", "region-in-territory", *says)
            if has[0] != has[1]:
                yield _error("incidents", at, "latitude", "point-whole")
            if all(has) and region in known:
                point = float(row["latitude"]), float(row["longitude"])
                (away,) = geography.km_outside([region], *([each] for each in point))
                allowed = 5 if row["geo_precision"] == "1" else 25
                if away > allowed:
                    said = f"{away:.0f} km outside {region}, where {allowed} km are allowed"
                    yield _error("incidents", at, "latitude", "point-in-region", said)

    def of_pairs(self) -> Iterator[Breach]:
        distinct = self.package.get("distinct", [])
        assert isinstance(distinct, list)
        settled = {frozenset(each) for each in distinct}
        named: dict[int, list[tuple[tuple[str, str], tuple[Row, int], float]]] = {}
        whole = [(at, row) for at, row in self.rows("incidents") if _is_placed(row)]
        for (at, row), (other_at, other) in itertools.combinations(whole, 2):
            apart = float(geography.distance_km(*_point(row), *_point(other)))
            meet = (row["date_start"] <= other["date_end"]
                    and other["date_start"] <= row["date_end"])  # fmt: skip
            pair = frozenset((row["incident_id"], other["incident_id"]))
            same = row["sub_event_type"] == other["sub_event_type"]
            if apart <= 10 and meet and same and pair not in settled:
                # A record is named with the first of those before it, by day and by id.
                first, later = sorted(((row, at), (other, other_at)), key=lambda of: _order(of[0]))
                named.setdefault(later[1], []).append((_order(first[0]), first, apart))
        for at, found in named.items():
            _, (like, of), apart = min(found, key=lambda each: each[0])
            said = f"{apart:.1f} km from {like['incident_id']} (row {of}),"
            yield _warning("incidents", at, "incident_id", "look-alike", said)
        for each in {gone for pair in distinct for gone in pair} - {*self.incidents}:
            yield _error("datapackage.json", 0, "distinct", "distinct-pairs", each)

    def of_words(self) -> Iterator[Breach]:
        for table, columns in OWN_WORDS.items():
            for at, row in self.rows(table):
                for column in columns:
                    if _quotes(row[column]):
                        yield _error(table, at, column, "own-words")
        for at, row in self.rows("incidents"):
            if row["same_as"] and not all(map(ELSEWHERE.fullmatch, row["same_as"].split(";"))):
                yield _error("incidents", at, "same_as", "same-as")
            fitting = SUB_EVENT_TYPES_BY_TYPE[row["event_type"]]
            if row["sub_event_type"] not in fitting:
                says = (row["sub_event_type"], row["event_type"], ", ".join(fitting))
                yield _error("incidents", at, "sub_event_type", "event-type", *says)


def span(row: Row) -> int:
    """How many days an incident may have happened on; 0 or less where the days are swapped."""
    return (date.fromisoformat(row["date_end"]) - date.fromisoformat(row["date_start"])).days + 1


def of_prefix(text: str) -> tuple[date | None, date | None]:
    """The first and the last day of a date or its prefix."""
    if not text:
        return None, None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first, after - timedelta(1)


def _returns(row: Row, records: Mapping[str, Row], column: str) -> bool:
    (start,) = (key for key, each in records.items() if each is row)
    at = row[column]
    for _ in records:
        if at in ("", start):
            break
        at = records[at][column]
    return at == start


def _is_placed(row: Row) -> bool:
    whole = bool(row["latitude"] and row["longitude"])
    return whole and row["status"] == "active" and 0 < span(row) <= 7


def _point(row: Row) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _order(row: Row) -> tuple[str, str]:
    return row["date_start"], row["incident_id"]


def _quotes(text: str) -> bool:
    """Whether four words or more stand between an opening mark and a closing one."""
    marks = '"“”«»„'
    for at, mark in enumerate(text):
        if mark in '"“«„' and not text[at + 1 : at + 2].isspace():
            end = next((to for to in range(at + 1, len(text)) if text[to] in marks), None)
            if end and text[end] in '"”»“' and len(text[at + 1 : end].split()) > 3:
                return not text[end - 1].isspace()
    return False


def _error(table: str, row: int, column: str, rule: str, *says: str) -> Breach:
    return Breach(table, row, column, rule, "error", says)


def _warning(table: str, row: int, column: str, rule: str, *says: str) -> Breach:
    return Breach(table, row, column, rule, "warning", says)
