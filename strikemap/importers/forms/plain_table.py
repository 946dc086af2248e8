"""A table of anybody's, by a mapping of its columns (see `mapping` and `headers`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts, days, names
from strikemap.importers.forms.columns import (
    column,
    each_value,
    frame,
    ids,
    marks_of_rows,
    slug,
)
from strikemap.importers.forms.definition import (
    COUNTRY,
    COUNTRY_ALONE,
    DRAFT_COLUMNS,
    GIVEN_ID,
    INSTANT,
    MARKED,
    OCCUPIED,
    PUBLISHED,
    STATED,
    WHY,
    Form,
    Reading,
)
from strikemap.importers.forms.headers import OURS_ALONE, OURS_EVIDENCE, OURS_LEFT
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_cells import cells_of
from strikemap.importers.forms.plain_choices import choices
from strikemap.importers.forms.plain_claims import claims
from strikemap.importers.forms.plain_days import precision, span
from strikemap.importers.forms.plain_places import placed
from strikemap.importers.forms.sums import SUM, is_sum
from strikemap.importers.marks import Marks
from strikemap.importers.refusing import Refusals
from strikemap.importers.words import LEFT_OUT
from strikemap.languages import marked, sentence

_COUNTRIES = {"russia": "RU", "occupied_ukraine": "UA"}


def form(code: str, label: str, header: Sequence[str], mapped: Mapped) -> Form:
    """The importer of a table with *header* by *mapped*."""
    became = {source: name for name, source in mapped.columns.items()}
    for each in header:
        if each.strip().casefold() in OURS_ALONE:
            became[each.strip().casefold()] = marked("left out: worked out anew from the claims")
        if each.strip().casefold() in OURS_LEFT:
            became[each.strip().casefold()] = marked(
                "left out: what remains of the headline figure"
            )
    given = mapped.constants.items()
    constants = tuple(
        sentence("In each row {column} is {value}.", column=name, value=repr(value))
        for name, value in given
    )
    return Form(
        code,
        label,
        None,
        tuple(mapped.columns.values()),
        became,
        (*choices(OURS_EVIDENCE in became, mapped.columns), *constants),
        partial(drafts, mapped),
        partial(claims, mapped),
    )


def drafts(mapped: Mapped, rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Incidents from the rows of a plain table."""
    refused, marks = Refusals(len(rows)), Marks(rows, reading.log)
    cells = cells_of(mapped, rows, reading.log, marks)
    for each in (cells["place"], cells["title"], cells["region"], rows.iloc[:, 0]):
        refused.add(is_sum(each), SUM, each)
    start, end, instant = span(mapped, cells, reading, refused, marks)
    region = each_value(cells["region"], names.region)
    wrong = ((cells["region"] != "") & (region == "")).to_numpy()
    told = sentence("write its name or code, as RU-BEL")
    reading.log.unknown("region", cells["region"], wrong, told)
    reading.log.cells(mapped.columns.get("region", ""), cells["region"], wrong, LEFT_OUT)
    latitude, longitude, region = placed(mapped, cells, region, marks, refused)
    place = cells["place"].where(cells["place"] != "", cells["place_local"])
    bare = (latitude == "") & (longitude == "") & (region == "")
    why = marked("region: {cell} is no region that is known; write its name or code, as RU-BEL")
    refused.add(wrong & (bare & (place == "")).to_numpy(), why, cells["region"])
    stated = cells["territory"].eq("occupied_ukraine")
    country = each_value(region, lambda each: each[:2])
    by_territory = each_value(cells["territory"], lambda each: _COUNTRIES.get(each, ""))
    alone = bare & (by_territory != "")
    country = country.where(country != "", by_territory)
    given_id = each_value(cells["incident_id"], lambda each: "" if _is_no_id(each) else each)
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            **{name: cells[name] for name in DRAFT_COLUMNS if name in cells},
            "incident_id": _ids(rows, given_id, days.iso(start), place),
            "summary": _summary(cells, place),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": precision(start, end, cells["time_precision"]),
            "date_basis": cells["date_basis"].mask(cells["date_basis"] == "", "stated"),
            "place": place,
            "region": region,
            "geo_precision": _precision(mapped, cells, place, latitude, longitude),
            "latitude": latitude,
            "longitude": longitude,
            COUNTRY: country,
            OCCUPIED: stated.map({True: "1", False: ""}),
        },
        rows.index,
    )
    made[INSTANT], made[MARKED] = instant, marks.column(rows.index)
    made[STATED], made[GIVEN_ID] = cells["territory"], given_id.str.strip()
    made["same_as"], made[PUBLISHED] = cells["same_as"], cells["published"]
    made[COUNTRY_ALONE] = alone.map({True: "1", False: ""})
    made[WHY] = refused.column(rows.index)
    return made


def _precision(
    mapped: Mapped,
    cells: dict[str, pd.Series],
    place: pd.Series,
    latitude: pd.Series,
    longitude: pd.Series,
) -> pd.Series:
    """The file's geo precision; where it has none, 3 for rows known by their region alone."""
    made = cells["geo_precision"]
    if "geo_precision" in mapped.columns or "geo_precision" in mapped.constants:
        return made
    return made.mask((latitude == "") & (longitude == "") & (place == ""), "3")


def _is_no_id(cell: str) -> bool:
    """Whether *cell* says that there is no id, as `unknown`, `?` or `нет`."""
    return counts.is_unknown(cell) or cell.strip().casefold() in ("нет", "ні", "no", "no id")


def _ids(
    rows: pd.DataFrame, given: pd.Series, day: npt.NDArray[np.object_], place: pd.Series
) -> pd.Series:
    """The file's ids; else day, place and a fingerprint of the row, the same wherever it stands."""
    bare = given == ""
    if bare.any():
        where = each_value(place, lambda each: slug(each, 24) + "-" if slug(each, 24) else "")
        made = column(day, rows.index) + "-" + where + marks_of_rows(rows)
        given = given.where(~bare, made)
    return ids("", given, rows)


def _summary(cells: dict[str, pd.Series], place: pd.Series) -> pd.Series:
    made = cells["summary"].where(cells["summary"] != "", cells["title"])
    bare = "An incident in a file of the user's own" + (", " + place).mask(place == "", "") + "."
    return made.where(made != "", bare)
