"""A suggested incident, claim or correction: its rows, what is wrong with them, and its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection as Ids
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import checks, collection, dates
from strikemap.model import TABLES, Collection, Problem

Row = Mapping[str, str]
"""A row of a table as text: every column, "" where empty."""
Masks = dict[str, npt.NDArray[np.bool_]]

MATCHES = 300
"""Records offered at once."""

CHECKLIST = (
    "`make check` prints nothing.",
    "Each claim has its claimant, its source and where in the source it stands.",
    "Titles, summaries and statements are in own words; the title names no perpetrator.",
    "No victim’s name, wound or home address, and no private person’s name.",
    "Nothing is younger than 72 hours; nothing tells where troops stand now.",
    "Nothing is made up to fill a cell: what is not reported is empty or unknown, never zero.",
    "Ids are new and permanent; no record is deleted, and each correction is in corrections.csv.",
    "I may pass these rows on under the licence of the collection.",
)
"""What a contributor confirms and a reviewer looks at."""

_BY_WEAPON = {
    "drone": "drone-attack",
    "artillery": "shelling",
    "rocket": "rocket-attack",
    "missile": "missile-attack",
    "shelling_unspecified": "shelling",
    "explosive": "explosion",
    "small_arms": "shooting",
}
_BY_EVENT = {
    "Air/drone strike": "air-strike",
    "Shelling/artillery/missile attack": "shelling",
    "Armed clash": "clash",
    "Disrupted weapons use": "interception",
    "Looting/property destruction": "sabotage",
    "Remote explosive/landmine/IED": "explosion",
}
_NAMES = {
    "incidents": ("title", "date_start"),
    "claims": ("statement", "claimed_on"),
    "claimants": ("name",),
    "sources": ("publisher", "title", "published"),
}
_KEYED = tuple(table for table in TABLES.values() if table.key)
_DEGREES_NEAR = (0.1, 0.5)
_MOST_ALIKE = 50
# Rows of the few records that are looked at say nothing about the rows of the whole files.
_OF_ROWS = (
    (re.compile(r" \(row \d+\)"), ""),
    (re.compile(r"the id of row \d+"), "the id of a record"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    Rows to add to a collection, and rows that would stand in place of others, by table.

    A changed row keeps the id of its record.
    """

    added: Mapping[str, tuple[Row, ...]]
    changed: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of *table* that it holds."""
        return (*self.changed.get(table, ()), *self.added.get(table, ()))


@dataclass(frozen=True, slots=True)
class Fault:
    """What a suggestion breaks: which rule, in which record and column, and the cure."""

    table: str
    record: str
    column: str
    rule: str
    message: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    The faults of a suggestion, errors first.

    `is_readable` says that the rows have the right form, so that all rules were held.
    """

    faults: tuple[Fault, ...]
    is_readable: bool

    @property
    def is_sound(self) -> bool:
        """Whether no error is left; warnings may be."""
        return not any(each.is_error for each in self.faults)


def row(table: str, values: Row) -> Row:
    """
    A whole row of *table*: the cells of *values*, each on one line; the others empty.

    Raises:
        KeyError: *values* has a column that *table* has not.
    """
    for name in values:
        TABLES[table].field(name)
    return MappingProxyType(
        {name: one_line(values.get(name, "")) for name in TABLES[table].columns}
    )


def one_line(text: str) -> str:
    """*text* with its white space, line breaks too, as single spaces, and none at its ends."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def slug(text: str, limit: int = 40) -> str:
    """*text* as a part of an id: ASCII letters and digits, single hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", re.sub("['’ʼ]", "", text).casefold())
    letters = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:limit].strip("-")


def incident_id(incident: Row, taken: Ids[str]) -> str:
    """
    The id to propose for *incident*: day, place and kind, as `2023-05-31-shebekino-shelling`.

    With `-2`, `-3` … where it is among *taken*.
    """
    kind = _BY_WEAPON.get(incident["weapon"]) or _BY_EVENT.get(incident["sub_event_type"], "")
    place = slug(incident["place"]) or slug(incident["region"]) or "unknown-place"
    base = "-".join(filter(None, (slug(incident["date_start"]), place, kind or "incident")))
    return unique(base, taken)


def unique(base: str, taken: Ids[str]) -> str:
    """*base*, or the first of `base-2`, `base-3` … that is not among *taken*."""
    return base if base not in taken else numbered(base, taken, first=2)


def numbered(base: str, taken: Ids[str], first: int = 1) -> str:
    """The first of `base-1`, `base-2` … that is not among *taken*."""
    number = first
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def ids_like(of: Collection, base: str) -> frozenset[str]:
    """The ids of all tables that begin with *base*: those that a new id may collide with."""
    found: set[str] = set()
    for table in _KEYED:
        keys = _keys(of, table.name)
        found.update(keys[keys.str.startswith(base)])
    return frozenset(found)


def records_like(of: Collection, table: str, text: str, limit: int = MATCHES) -> Mapping[str, str]:
    """
    At most *limit* records of *table*, by id, each in words: those that have *text* in their id
    or words, the first ones where *text* is empty.  Raw text.
    """
    frame: pd.DataFrame = getattr(of, table)
    ids = _keys(of, table)
    hit = np.ones(len(frame), bool)
    if text.strip():
        wanted = text.strip()
        hit = ids.str.contains(wanted, case=False, regex=False).to_numpy(bool)
        for name in _NAMES[table]:
            if frame[name].dtype.kind != "M":
                words = frame[name].astype("str")
                hit = hit | words.str.contains(wanted, case=False, regex=False).to_numpy(bool)
    at = np.flatnonzero(hit)[:limit]
    named = frame.iloc[at]
    parts = [_texts(named[name]) for name in _NAMES[table]]
    told = [", ".join(filter(None, each)) for each in zip(*parts, strict=True)]
    return dict(zip(ids.iloc[at].astype("str"), told, strict=True))


def record(of: Collection, table: str, key: str) -> Row | None:
    """The record *key* of *table* as a row of text, or None where there is none."""
    at = np.flatnonzero((_keys(of, table) == key).to_numpy(bool))
    if not len(at):
        return None
    masks = {each: np.zeros(len(getattr(of, each)), bool) for each in TABLES}
    masks[table][at[:1]] = True
    found = collection.text_tables(of, masks)[table].iloc[0]
    return MappingProxyType({name: str(found[name]) for name in TABLES[table].columns})


def examine(of: Collection, suggestion: Suggestion, today: date) -> Verdict:
    """
    What *suggestion* breaks, by the rules that a collection is checked by.

    Held against the suggested rows and the records that they touch, with and without them, so
    that it costs the same for a large collection.
    """
    known = collection.text_tables(of, _around(of, suggestion))
    contents = {**of.descriptor, "updated": today.isoformat()}
    own = {each[TABLES[name].key] for name in known for each in suggestion.rows(name) if _key(name)}
    earlier, _ = _faults(known, contents, today)
    faults, is_readable = _faults(_with(known, suggestion), contents, today)
    before = set(earlier)
    broken = [each for each in faults if each not in before or each.record in own]
    broken.sort(key=lambda each: not each.is_error)
    return Verdict(tuple(dict.fromkeys(broken)), is_readable)


def lines(table: str, rows: Sequence[Row]) -> str:
    """*rows* as lines of `table`.csv, sorted, exactly as `collection.write` has them."""
    frame = pd.DataFrame([dict(each) for each in rows], columns=list(TABLES[table].columns))
    return collection.csv_bytes(table, frame).decode("utf-8").split("\n", 1)[1]


def next_version(version: str, *, is_correction: bool) -> str:
    """The version after *version*: its last number raised by a correction, else the middle one."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version, re.ASCII)
    if not found:
        return version
    major, minor, patch = (int(part) for part in found.groups())
    return f"{major}.{minor}.{patch + 1}" if is_correction else f"{major}.{minor + 1}.0"


def package_changes(of: Collection, suggestion: Suggestion, today: date) -> Mapping[str, str]:
    """What datapackage.json must say once the suggestion is taken up, by key.  Raw text."""
    incidents = suggestion.rows("incidents")
    made = {
        "version": next_version(of.version, is_correction=bool(suggestion.changed)),
        "updated": today.isoformat(),
    }
    first = min([of.coverage_from, *(each["date_start"] for each in incidents)])
    last = max([of.coverage_to, *(each["date_end"] for each in incidents)])
    if (first, last) != (of.coverage_from, of.coverage_to):
        made["coverage"] = f"from {first} to {last}"
    new = sorted({each["region"] for each in incidents} - {"", *of.regions})
    if new:
        made["regions"] = f"also {', '.join(new)}"
    return made


def pull_request(of: Collection, suggestion: Suggestion, verdict: Verdict, today: date) -> str:
    """
    The text of a pull request, in Markdown: rows, changes of datapackage.json, checklist.

    What people wrote stands in fenced blocks alone, where it is shown as it is.
    """
    title = _title(suggestion)
    parts = [
        f"# {title}\n\nCollection: `{slug(of.name, 80)}`, version {plain_version(of.version)}.\n"
    ]
    for name in TABLES:
        for rows, what in (
            (suggestion.changed.get(name), "Lines to put in place of those with the same id"),
            (suggestion.added.get(name), "Lines to add"),
        ):
            if rows:
                parts.append(f"## {what}: `{name}.csv`\n\n{_fenced(lines(name, rows), 'csv')}")
    changes = package_changes(of, suggestion, today)
    listed = "".join(f"{key}: {value}\n" for key, value in changes.items())
    parts.append(f"## To change: `datapackage.json`\n\n{_fenced(listed)}")
    warned = "".join(f"{each.record}, {each.column}: {each.message}\n" for each in verdict.faults)
    if warned:
        parts.append(f"## For the reviewer to decide\n\n{_fenced(warned)}")
    boxes = "".join(f"- [ ] {each}\n" for each in CHECKLIST)
    parts.append(f"## Checklist\n\n{boxes}")
    return "\n".join(parts)


def plain_version(version: str) -> str:
    """*version* without what is no letter, digit, point or hyphen."""
    return re.sub(r"[^A-Za-z0-9.-]", "", version)[:40]


def _title(suggestion: Suggestion) -> str:
    for verb, name in (("Correct", "incidents"), ("Correct", "claims"), ("Add", "incidents")):
        rows = (suggestion.changed if verb == "Correct" else suggestion.added).get(name)
        if rows:
            return f"{verb} {slug(rows[0][TABLES[name].key], 120)}"
    claims = suggestion.added.get("claims", ())
    about = slug(claims[0]["incident_id"], 120) if claims else ""
    return f"Add a claim to {about}" if about else "Suggest a change"


def _fenced(text: str, language: str = "") -> str:
    runs = [len(run) for run in re.findall("`+", text)]
    mark = "`" * max(3, 1 + max(runs, default=0))
    return f"{mark}{language}\n{text}{mark}\n"


def _key(table: str) -> str:
    return TABLES[table].key


def _keys(of: Collection, table: str) -> pd.Series:
    frame: pd.DataFrame = getattr(of, table)
    keys = frame[_key(table)]
    return keys.astype("str") if isinstance(keys.dtype, pd.CategoricalDtype) else keys


def _texts(column: pd.Series) -> list[str]:
    if column.dtype.kind == "M":
        return [str(each) for each in column.dt.strftime("%Y-%m-%d").fillna("")]
    return [str(each) for each in column]


def _around(of: Collection, suggestion: Suggestion) -> Masks:
    """The records that *suggestion* names, replaces or resembles, and what those name in turn."""
    masks = {name: np.zeros(len(getattr(of, name)), bool) for name in TABLES}
    rows = {name: suggestion.rows(name) for name in TABLES}
    ids = {each[_key(name)] for name in TABLES if _key(name) for each in rows[name]}
    ids |= {each["record"] for each in rows["corrections"]}
    for table in _KEYED:
        _mark(of, masks, table.name, ids)
    for name, table in TABLES.items():
        for column in table.fields:
            if column.refers_to:
                _mark(of, masks, column.refers_to, {each[column.name] for each in rows[name]})
    for each in rows["incidents"]:
        masks["incidents"] |= _resembling(of, each)
    changed = {each[_key("incidents")] for each in suggestion.changed.get("incidents", ())}
    if changed:
        at = np.flatnonzero(_keys(of, "incidents").isin(changed).to_numpy(bool))
        masks["claims"] |= np.isin(of.claims["incident"].to_numpy(), at)
    claims = {each[_key("claims")] for each in suggestion.changed.get("claims", ())}
    if claims:
        masks["claims"] |= of.claims["supersedes"].isin(claims).to_numpy(bool)
    _close(of, masks)
    told: set[str] = {of.name}
    for table in _KEYED:
        told.update(_keys(of, table.name)[masks[table.name]])
    masks["corrections"] |= of.corrections["record"].astype("str").isin(told).to_numpy(bool)
    return masks


def _mark(of: Collection, masks: Masks, table: str, ids: Iterable[str]) -> None:
    wanted = {each for each in ids if each}
    if wanted:
        masks[table] |= _keys(of, table).isin(wanted).to_numpy(bool)


def _close(of: Collection, masks: Masks) -> None:
    """Mark what the marked records refer to, until none refers to one that is not marked."""
    while True:
        before = sum(int(mask.sum()) for mask in masks.values())
        claims = of.claims[masks["claims"]]
        for column, to in (
            ("incident", "incidents"),
            ("claimant", "claimants"),
            ("source", "sources"),
        ):
            at = claims[column].to_numpy()
            masks[to][at[at >= 0]] = True
        for name, column in (
            ("incidents", "merged_into"),
            ("claims", "supersedes"),
            ("sources", "reprint_of"),
        ):
            frame: pd.DataFrame = getattr(of, name)
            _mark(of, masks, name, set(frame.loc[masks[name], column].astype("str")))
        if before == sum(int(mask.sum()) for mask in masks.values()):
            return


def _resembling(of: Collection, incident: Row) -> npt.NDArray[np.bool_]:
    """The incidents of the days, kind and neighbourhood of *incident*."""
    frame = of.incidents
    try:
        first, last = dates.day(incident["date_start"]), dates.day(incident["date_end"])
        latitude, longitude = float(incident["latitude"]), float(incident["longitude"])
    except ValueError:
        return np.zeros(len(frame), bool)
    tall, wide = _DEGREES_NEAR
    near = (frame["latitude"] - latitude).abs().to_numpy() <= tall
    near &= (frame["longitude"] - longitude).abs().to_numpy() <= wide
    near &= (frame["date_start"] <= pd.Timestamp(last)).to_numpy()
    near &= (frame["date_end"] >= pd.Timestamp(first)).to_numpy()
    near &= (frame["sub_event_type"].astype("str") == incident["sub_event_type"]).to_numpy()
    # One that resembles it is enough to ask for a decision; hundreds would only cost time.
    chosen = np.zeros(len(frame), bool)
    chosen[np.flatnonzero(near)[:_MOST_ALIKE]] = True
    return chosen


def _with(known: Mapping[str, pd.DataFrame], suggestion: Suggestion) -> dict[str, pd.DataFrame]:
    """The tables *known* as they would be with *suggestion*, sorted as files are."""
    made = {}
    for name, table in TABLES.items():
        frame = known[name]
        if table.key:
            replaced = {each[table.key] for each in suggestion.changed.get(name, ())}
            frame = frame[~frame[table.key].isin(replaced).to_numpy(bool)]
        new = pd.DataFrame(
            [dict(each) for each in suggestion.rows(name)], columns=list(table.columns), dtype="str"
        )
        whole = pd.concat([frame.astype("str"), new], ignore_index=True)
        by = [table.key] if table.key else list(table.columns)
        made[name] = whole.sort_values(by, kind="stable", ignore_index=True)
    return made


def _faults(
    tables: Mapping[str, pd.DataFrame], contents: Mapping[str, object], today: date
) -> tuple[list[Fault], bool]:
    reading = collection.from_tables(tables, contents)
    problems = checks.check_reading(reading, today=today)
    return [_fault(each, tables) for each in problems], reading.collection is not None


def _fault(problem: Problem, tables: Mapping[str, pd.DataFrame]) -> Fault:
    name = problem.file.partition(".")[0]
    key = _key(name) if name in TABLES else ""
    at = problem.row - 2
    named = str(tables[name][key].iloc[at]) if key and at >= 0 else ""
    message = problem.message
    for pattern, plain in _OF_ROWS:
        message = pattern.sub(plain, message)
    is_error = problem.severity == "error"
    return Fault(name, named, problem.column, problem.rule, message, is_error)
