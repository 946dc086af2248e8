"""A table of the user's own, by a mapping of its columns (see `mapping`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import geography
from strikemap.importers.cells import days
from strikemap.importers.forms.columns import (
    Cells,
    claims_frame,
    column,
    each_value,
    fingerprint,
    frame,
    ids,
    joined,
    slug,
    text,
)
from strikemap.importers.forms.definition import COUNTRY, DRAFT_COLUMNS, OCCUPIED, WHY, Cited, Form
from strikemap.importers.forms.mapping import FIELDS, Mapped
from strikemap.importers.report import Log, Refusals
from strikemap.model import (
    CLAIMANT_TYPES,
    GEO_PRECISIONS,
    PARTS_OF_DAY,
    SIDES,
    SUB_EVENT_TYPES_BY_TYPE,
    TARGETS,
    TERRITORIES,
    WEAPONS,
)

ALLOWED = {
    name: tuple(term.code for term in terms)
    for name, terms in {
        "weapon": WEAPONS,
        "target": TARGETS,
        "part_of_day": PARTS_OF_DAY,
        "geo_precision": GEO_PRECISIONS,
        "territory": TERRITORIES,
        "claimant_type": CLAIMANT_TYPES,
        "side": SIDES,
    }.items()
} | {"event_type": tuple(SUB_EVENT_TYPES_BY_TYPE)}

DEFAULTS = {
    "event_type": "unknown",
    "sub_event_type": "unknown",
    "weapon": "unknown",
    "target": "unknown",
    "geo_precision": "2",
    "claimant": "Not named in the file",
    "claimant_type": "independent_media",
    "side": "other",
    "publisher": "Not named in the file",
    "language": "en",
}
"""What stands where the file has no such column or an empty cell; each is said in the report."""

_APART = "\x1f"
TOLLS = (("killed", "killed_max"), ("injured", "injured_max"))

_CHOICES = (
    "A blank toll is unknown. So is a 0, unless the mapping says `zero_is_stated`.",
    "Where a row gives no number, its claim of people killed has none: the toll is unknown.",
    "Where the file does not say, the event type, weapon and target are unknown, the point is "
    "taken as near a town or in a district (geo precision 2), and the claimant and publisher as "
    "not named: type independent media, side other, language en.",
    "A claimant that the file does not name has no origin and adds none to the evidence; one "
    "that it names is its own.",
    "The span's length gives the time precision: one day 1, a week or less 2, longer 3.",
)


def form(code: str, label: str, header: Sequence[str], mapped: Mapped) -> Form:
    """The importer of a table with *header* by *mapped*."""
    became = {each.strip().casefold(): "" for each in header}
    for name, source in mapped.columns.items():
        became[source] = name
    given = mapped.constants.items()
    constants = tuple(f"In each row {name} is {value!r}." for name, value in given)
    return Form(
        code,
        label,
        None,
        tuple(mapped.columns.values()),
        {name: what for name, what in became.items() if what},
        (*_CHOICES, *constants),
        partial(drafts, mapped),
        partial(claims, mapped),
    )


def drafts(mapped: Mapped, rows: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Incidents from the rows of a plain table."""
    refused = Refusals(len(rows))
    cells = {name: _cells(mapped, rows, name) for name in FIELDS}
    for name, allowed in ALLOWED.items():
        unknown = ((cells[name] != "") & ~cells[name].isin(list(allowed))).to_numpy()
        log.unknown(name, cells[name], unknown, "write it under values in the mapping; rejected")
        refused.add(unknown, f"{name}: {{}} is no code of the model", cells[name])
    pairs = {f"{one}|{two}" for one, subs in SUB_EVENT_TYPES_BY_TYPE.items() for two in subs}
    sub = cells["sub_event_type"]
    no_pair = ~joined(cells["event_type"], sub).isin(list(pairs | {"|"})).to_numpy()
    no_pair &= (sub != "unknown").to_numpy()
    log.unknown("sub_event_type", sub, no_pair, "or not of its event type; rejected")
    refused.add(no_pair, "sub_event_type: {} is none of its event type", sub)
    for least, most in TOLLS:
        for name in (least, most):
            wrong = ~cells[name].str.fullmatch(r"\d{1,7}|")
            refused.add(wrong, f"{name}: {{}} is no count", cells[name])
        low, high = _number(cells[least]), _number(cells[most])
        refused.add(high < low, f"{most}: less than {least}")
        refused.add(np.isnan(low) & ~np.isnan(high), f"{most}: given without {least}")
    region = cells["region"].str.upper()
    unknown = ((region != "") & ~region.isin(list(geography.regions()))).to_numpy()
    log.unknown("region", region, unknown, "write an ISO 3166-2 code, as RU-BEL; rejected")
    refused.add(unknown, "region: {} is no region of Russia or Ukraine", region)
    wrong = ~cells["url"].str.fullmatch(r"https?://[^\s/?#]+\S*|")
    refused.add(wrong, "url: {} is no http(s) address", cells["url"])
    refused.add(~cells["language"].str.fullmatch("[a-z]{2}"), "language: {}", cells["language"])
    start, end = _span(cells, refused)
    place = cells["place"].where(cells["place"] != "", cells["place_local"])
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            **{name: cells[name] for name in DRAFT_COLUMNS if name in cells},
            "incident_id": _ids(mapped, rows, cells["incident_id"], days.iso(start), place),
            "summary": _summary(cells, place),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": days.precision(start, end),
            "date_basis": "stated",
            "place": place,
            "region": region,
            COUNTRY: each_value(region, lambda each: each[:2]),
            OCCUPIED: cells["territory"].eq("occupied_ukraine").map({True: "1", False: ""}),
        },
        rows.index,
    )
    made[WHY] = refused.why
    return made


def claims(
    mapped: Mapped, rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited
) -> pd.DataFrame:
    """Claims of people killed and injured, as far as the row gives numbers, else one without."""
    cells = {name: _cells(mapped, rows, name) for name in FIELDS}
    people = joined(cells["claimant"], cells["claimant_type"], cells["side"], sep=_APART)
    names = ("publisher", "source_title", "url", "published", "language")
    source = joined(*(cells[name] for name in names), sep=_APART)
    common: dict[str, Cells] = {
        "incident_id": incidents["incident_id"],
        "subject": "people",
        "claimant_id": each_value(people, lambda each: _claimant(each, cited)),
        "source_id": each_value(source, lambda each: _source(each, cited)),
    }
    made, numbered = [], np.zeros(len(rows), dtype=bool)
    for least, most in TOLLS:
        low = cells[least].str.replace("^0+(?=[0-9])", "", regex=True)
        high = cells[most].str.replace("^0+(?=[0-9])", "", regex=True)
        high = high.where(high != "", low)
        given = (low != "") & ((low != "0") | (high != "0") | mapped.zero_is_stated)
        span = low.where(low == high, low + " to " + high)
        claim = claims_frame(
            common
            | {
                "claim_id": incidents["incident_id"] + f"-{least}",
                "measure": least,
                "value_min": low,
                "value_max": high,
                "bound": "exact",
                "statement": f"The file gives {least}: " + span + ".",
            },
            rows.index,
        )
        made.append(claim[given])
        numbered |= given.to_numpy()
    silent = claims_frame(
        common
        | {
            "claim_id": incidents["incident_id"] + "-killed",
            "measure": "killed",
            "statement": "The file gives no number of people killed or injured.",
        },
        rows.index,
    )
    return pd.concat([*made, silent[~numbered]])


def _cells(mapped: Mapped, rows: pd.DataFrame, name: str) -> pd.Series:
    """The field *name* of each row, with the mapping's codes, its constant or the default."""
    if name in mapped.columns:
        found = rows[mapped.columns[name]].str.strip()
    else:
        found = text("", rows.index)
    if codes := mapped.values.get(name):
        found = each_value(found, lambda each: codes.get(each, each))
    fallback = mapped.constants.get(name, DEFAULTS.get(name, ""))
    if name == "geo_precision":
        found = found.str.removesuffix(".0")
    if name in ("latitude", "longitude"):
        found = found.str.replace(r"^(-?\d+),(\d+)$", r"\1.\2", regex=True)
    return found.mask(found == "", fallback) if fallback else found


def _span(cells: dict[str, pd.Series], refused: Refusals) -> tuple[days.Days, days.Days]:
    start, why = days.read(cells["date_start"])
    for reason in set(why[np.isnat(start)]):
        refused.add(why == reason, f"date_start: {reason}")
    end, why = days.read(cells["date_end"])
    given = (cells["date_end"] != "").to_numpy()
    for reason in set(why[given & np.isnat(end)]):
        refused.add(given & (why == reason), f"date_end: {reason}")
    start = np.where(np.isnat(start), np.datetime64("2000-01-01"), start)
    end = np.where(np.isnat(end), start, end)
    refused.add(end < start, "date_end: before date_start")
    _, why = days.read(cells["published"])
    wrong = (cells["published"] != "").to_numpy() & (why != "")
    refused.add(wrong, "published: {} is no day", cells["published"])
    return start, np.maximum(start, end)


def _ids(
    mapped: Mapped,
    rows: pd.DataFrame,
    given: pd.Series,
    day: npt.NDArray[np.object_],
    place: pd.Series,
) -> pd.Series:
    """The file's ids; else day, place and a fingerprint of the row, the same wherever it stands."""
    if "incident_id" in mapped.columns:
        return ids("own", given).str.removeprefix("own-")
    whole = joined(*(rows[name] for name in rows.columns), sep=_APART)
    marks = np.array([fingerprint(str(each)) for each in whole], dtype=object)
    where = each_value(place, lambda each: slug(each, 24) + "-" if slug(each, 24) else "")
    return column(day, rows.index) + "-" + where + column(marks, rows.index)


def _summary(cells: dict[str, pd.Series], place: pd.Series) -> pd.Series:
    made = cells["summary"].where(cells["summary"] != "", cells["title"])
    bare = "An incident in a file of the user's own" + (", " + place).mask(place == "", "") + "."
    return made.where(made != "", bare)


def _claimant(cells: str, cited: Cited) -> str:
    name, kind, side = cells.split(_APART)
    named = name != DEFAULTS["claimant"]
    claimant_id = f"{slug(name, 40)}-{fingerprint(cells, 6)}".lstrip("-")
    return cited.claimant(
        claimant_id, name=name, type=kind, side=side, origin=claimant_id if named else ""
    )


def _source(cells: str, cited: Cited) -> str:
    publisher, title, url, published, language = cells.split(_APART)
    return cited.source(
        f"{slug(publisher, 40)}-{fingerprint(cells)}".lstrip("-"),
        publisher=publisher,
        title=title or "No title in the file",
        url=url,
        published=days.day(published).isoformat() if published else "",
        language=language,
        kind="report",
        note="" if url else "The file gives no address.",
    )


def _number(values: pd.Series) -> npt.NDArray[np.float64]:
    numbers = pd.to_numeric(values, errors="coerce")
    return np.asarray(numbers.to_numpy(np.float64, na_value=np.nan))
