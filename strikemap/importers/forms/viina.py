"""VIINA's de-duplicated events, `event_1pd`: news reports sorted into kinds by a classifier."""

from __future__ import annotations

import numpy as np
import pandas as pd

from strikemap.importers.cells import days, degrees
from strikemap.importers.forms.columns import (
    claims_frame,
    column,
    each_value,
    frame,
    ids,
    joined,
)
from strikemap.importers.forms.definition import (
    COUNTRY,
    DRAFT_COLUMNS,
    LEFT_OUT,
    MARKED,
    OCCUPIED,
    WHY,
    Cited,
    Form,
    Reading,
)
from strikemap.importers.forms.named_sources import named_sources
from strikemap.importers.forms.viina_codes import (
    BECAME,
    CHOICES,
    COLUMNS,
    GEO,
    KINDS,
    LICENCE,
    NO_STRIKE,
    OTHER_KINDS,
    SAID,
)
from strikemap.importers.marks import Marks
from strikemap.importers.refusing import Refusals
from strikemap.importers.report import Log
from strikemap.importers.words import NOT_SET, WIDEST
from strikemap.languages import sentence

__all__ = ["FORM", "GEO", "KINDS", "NO_STRIKE", "claims", "drafts"]


def drafts(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Incidents from VIINA's rows."""
    log = reading.log
    refused, marks = Refusals(len(rows)), Marks(rows, log)
    dated = reading.days(rows["date"].str.strip().str.removesuffix(".0"), "date")
    day = dated.first
    refused.undated(dated.why, np.isnat(day), "date")
    geo = rows["geo_precision"].str.strip().str.upper()
    unknown = ~geo.isin(list(GEO)).to_numpy()
    told = sentence("VIINA has {codes}; the widest is taken", codes=", ".join(GEO))
    log.unknown("GEO_PRECISION", geo, unknown, told)
    marks.add(unknown, "geo_precision", geo, WIDEST)
    geo = geo.mask(unknown, "ADM1")
    known = {*KINDS, *OTHER_KINDS}
    for name in rows.columns[rows.columns.str.startswith("t_") & rows.columns.str.endswith("_b")]:
        unread = (_flag(rows[name]) == "?").to_numpy()
        marks.add(unread, str(name), rows[name], NOT_SET)
        if name not in known:
            every = np.ones(1, dtype=bool)
            left = sentence("the column is left out")
            log.unknown(name, pd.Series([name], index=[1]), every, left)
    kind = _kind(rows)
    since = np.where(np.isnat(day), np.datetime64("2000-01-01"), day)
    start, end = since - 6, since
    place = rows["asciiname"].str.strip().mask(geo == "ADM1", "")
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("viina", rows["event_id_1pd"], rows),
            "summary": _summary(rows, kind),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": "2",
            "date_basis": "reported_only",
            "event_type": each_value(kind, lambda each: KINDS[each][1] if each else ""),
            "sub_event_type": each_value(kind, lambda each: KINDS[each][2] if each else ""),
            "weapon": each_value(kind, lambda each: KINDS[each][3] if each else ""),
            "target": "unknown",
            "place": place,
            "latitude": degrees.read(rows["latitude"]),
            "longitude": degrees.read(rows["longitude"]),
            "geo_precision": each_value(geo, lambda each: GEO.get(each, "")),
            COUNTRY: "UA",
        },
        rows.index,
    )
    made[LEFT_OUT] = column(np.where(kind == "", NO_STRIKE, ""), rows.index)
    made[MARKED] = marks.column(rows.index)
    made[WHY] = refused.column(rows.index)
    return made


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log) -> pd.DataFrame:
    """One claim a row: what VIINA classed the reports as.  It has no numbers of people."""
    claimant = cited.claimant(
        "viina", name="VIINA, as classified", type="independent_media", side="other", origin=""
    )
    return claims_frame(
        {
            "claim_id": incidents["incident_id"] + "-class",
            "incident_id": incidents["incident_id"],
            "measure": "outcome",
            "certainty": "apparent",
            "statement": "VIINA counts "
            + rows["n_reports"].str.strip()
            + " report(s) and classes them, by machine, as "
            + _classes(rows)
            + "; it gives no numbers of people.",
            "claimant_id": claimant,
            "source_id": named_sources(
                rows["sources"].str.strip(),
                cited,
                "viina",
                publisher="VIINA, from",
                title="Events classified from reports by",
                note="No address: the file names the outlets, not the reports.",
            ),
        },
        rows.index,
    )


def _flag(values: pd.Series) -> pd.Series:
    flags = {"0": "", "1": "1", "0.0": "", "1.0": "1", "": ""}
    return each_value(values, lambda each: flags.get(each.strip(), "?"))


def _kind(rows: pd.DataFrame) -> pd.Series:
    """The first class of `KINDS` that is set in each row, "" where none is."""
    present = [name for name in KINDS if name in rows]
    if not present:
        return column(np.full(len(rows), "", dtype=object), rows.index)
    chosen = np.select([(_flag(rows[name]) == "1").to_numpy() for name in present], present, "")
    return column(chosen.astype(object), rows.index)


def _classes(rows: pd.DataFrame) -> pd.Series:
    words = {name: what[0] for name, what in KINDS.items()}
    words |= {name: OTHER_KINDS[name] for name in SAID}
    present = [name for name in words if name in rows]
    flags = joined(*(rows[name].str.strip() for name in present))

    def named(row: str) -> str:
        pairs = zip(present, row.split("|"), strict=True)
        return ", ".join(words[name] for name, flag in pairs if flag in ("1", "1.0"))

    return each_value(flags, named)


def _summary(rows: pd.DataFrame, kind: pd.Series) -> pd.Series:
    what = each_value(kind, lambda each: KINDS[each][0] if each else "")
    where = rows["adm1_name"].str.strip()
    return (
        "News reports that VIINA's classifier takes to be about "
        + what
        + (", in " + where).mask(where == "", "")
        + "."
    )


FORM = Form("viina", "VIINA event_1pd", LICENCE, COLUMNS, BECAME, CHOICES, drafts, claims)
