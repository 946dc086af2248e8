"""ACLED's columns and codes, what becomes of them, and the rules by which they are read."""

from __future__ import annotations

from strikemap.importers.forms.definition import Licence
from strikemap.languages import marked
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE

REQUIRED = (
    "event_id_cnty",
    "event_date",
    "sub_event_type",
    "latitude",
    "longitude",
)
OPTIONAL = (
    "time_precision",
    "event_type",
    "geo_precision",
    "actor1",
    "inter1",
    "actor2",
    "inter2",
    "country",
    "location",
    "source",
    "notes",
    "fatalities",
    "civilian_targeting",
)
COLUMNS = (*REQUIRED, *OPTIONAL)
"""Those that are read, with `timestamp`; the others of the 31 are not carried over."""

EVENT_TYPES = {kind: subs for kind, subs in SUB_EVENT_TYPES_BY_TYPE.items() if kind != "unknown"}
"""ACLED Codebook, "Event types"."""

WEAPONS = {
    "Remote explosive/landmine/IED": "explosive",
    "Suicide bomb": "explosive",
    "Grenade": "explosive",
}
"""Sub-event types that name a weapon of the model.  "Air/drone strike" and "Shelling/artillery/
missile attack" each cover several, so that theirs is unknown."""

PRECISIONS = {"1": "1", "2": "2", "3": "3"}
"""`time_precision` and `geo_precision` are ACLED's own in the model."""

UNTOLD = {
    "time_precision": marked(
        "The file does not say how sure ACLED is of the day: its day is kept and counts as not "
        "exact; it may stand for a week or a month."
    ),
    "geo_precision": marked(
        "The file does not say how sure ACLED is of the point: its point is kept and counts as not "
        "exact; it may stand for a whole region."
    ),
}
"""What is said of a row without ACLED's precision, as trimmed files have it."""

UNSURE = "2"
"""The precision of such a row.  ACLED gives each event one day and one point, most of them exact,
and some that stand for a month or a region: exact would look surer than it is, and a month or a
region would put every row of the file where its own cells don't."""

COUNTRIES = {"Russia": "RU", "Ukraine": "UA"}

ZERO = (
    "ACLED codes 0 fatalities, which stands for none reported as well as for unclear whether "
    "any; no number is taken from it."
)

AT_CIVILIANS = " It codes civilians as the main or only target."

LICENCE = Licence(
    "ACLED-Terms",
    "ACLED Terms and Conditions",
    "https://acleddata.com/terms-and-conditions",
    marked(
        "ACLED's terms forbid passing its content on: this collection and its exports are for "
        "local use only. Cite ACLED (acleddata.com) with the day of the download."
    ),
    local_only=True,
)

CHOICES = (
    marked(
        "ACLED's codebook records 0 fatalities both where none were reported and where it is "
        "unclear whether there were any, so a 0 is kept as unknown, never as a stated zero. It "
        "records no injuries: injured is unknown throughout."
    ),
    marked(
        "`civilian_targeting` says that civilians were the main or the only target. Its fatalities "
        "are of the whole event, attackers and soldiers too, so of whom they were is not said."
    ),
    marked(
        "Where reports differ or are vague ACLED records the lowest number, or 3, 10, 12 or 100 "
        "for words as several or dozens, so each number is kept as approximate."
    ),
    marked(
        "The claimant is ACLED as the coder. The model has no type for a data set; independent "
        "media is the closest, and the side is other. Its origin is empty, since the file does "
        "not say who knew: it counts as a summary, and adds no origin to an event's evidence."
    ),
    marked(
        "Each source row names the publications that the file cites; their headlines, addresses "
        "and days are not in the file. Its day is that of the file's latest record."
    ),
    marked(
        "Time precision 2 is the middle of a week: the span is three days to either side. Time "
        "precision 3 becomes the calendar month. Where the file gives no precision, ACLED's day "
        "and point stand as they are and count as not exact."
    ),
    marked(
        "Actors are named in the claim's statement. ACLED's order of actors does not say who "
        "attacked, so no attribution is made of it."
    ),
)


def as_coded(cell: str) -> str:
    """One of ACLED's types as ACLED writes it, whatever its case and spaces; others as they are."""
    plain = " ".join(cell.split())
    return _TYPES.get("/".join(map(str.strip, plain.split("/"))).casefold(), plain)


_TYPES = {each.casefold(): each for kind, subs in EVENT_TYPES.items() for each in (kind, *subs)}
