"""VIINA's de-duplicated events, `event_1pd`: news reports sorted into kinds by a classifier."""

from __future__ import annotations

import numpy as np
import pandas as pd

from strikemap.importers.cells import days
from strikemap.importers.forms.columns import (
    claims_frame,
    column,
    each_value,
    fingerprint,
    frame,
    ids,
    joined,
    slug,
)
from strikemap.importers.forms.definition import (
    COUNTRY,
    DRAFT_COLUMNS,
    LEFT_OUT,
    OCCUPIED,
    WHY,
    Cited,
    Form,
    Licence,
)
from strikemap.importers.report import Log, Refusals

COLUMNS = (
    "event_id_1pd",
    "date",
    "n_reports",
    "sources",
    "asciiname",
    "adm1_name",
    "longitude",
    "latitude",
    "geo_precision",
)

KINDS: dict[str, tuple[str, str, str, str]] = {
    "t_uav_b": ("drones", "Explosions/Remote violence", "Air/drone strike", "drone"),
    "t_airstrike_b": ("an air strike", "Explosions/Remote violence", "Air/drone strike", "unknown"),
    "t_artillery_b": (
        "shelling by artillery, mortars or rockets",
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
        "shelling_unspecified",
    ),
    "t_ied_b": (
        "an explosive device or mine",
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
        "explosive",
    ),
    "t_armor_b": ("tanks", "Battles", "Armed clash", "unknown"),
    "t_firefight_b": ("an exchange of gunfire", "Battles", "Armed clash", "small_arms"),
    "t_raid_b": ("a raid", "Battles", "Armed clash", "unknown"),
    "t_aad_b": ("air defence", "Strategic developments", "Disrupted weapons use", "unknown"),
    "t_property_b": ("destroyed property", "unknown", "unknown", "unknown"),
    "t_hospital_b": ("a hospital or aid convoy attacked", "unknown", "unknown", "unknown"),
}
"""Classes that say that something was struck or fought over, the first that is set giving the
event's kind (VIINA codebook, "Event classification").  Destroyed property and hospitals say
what was struck, not how."""

OTHER_KINDS = {
    "t_mil_b": "military operations",
    "t_airalert_b": "an air alert",
    "t_arrest_b": "an arrest",
    "t_control_b": "territorial control",
    "t_occupy_b": "an occupation",
    "t_retreat_b": "a retreat",
    "t_cyber_b": "a cyber operation",
    "t_milcas_b": "military casualties",
    "t_civcas_b": "civilian casualties",
    "t_loc_b": "a named place",
    "t_san_b": "sanctions",
}
"""Classes that make no strike by themselves; those about the war stand in the statement."""

_SAID = ("t_milcas_b", "t_civcas_b", "t_arrest_b", "t_control_b", "t_occupy_b", "t_retreat_b")

GEO = {"STREET": "1", "ADM3": "1", "ADM2": "2", "ADM1": "3"}
"""`GEO_PRECISION` to the model's: a street or populated place, a district, an oblast."""

NO_STRIKE = "classed by VIINA as no strike or fighting"

LICENCE = Licence(
    "ODbL-1.0",
    "Open Data Commons Open Database License 1.0",
    "https://opendatacommons.org/licenses/odbl/1-0/",
    "Attribute VIINA (Zhukov and Ayers); a data set made from this must carry the same licence.",
)

_BECAME = {
    "event_id_1pd": "incident_id and claim_id, after `viina-`",
    "date": "date_start and date_end: the week up to the day of the report",
    "n_reports": "the claim's statement",
    "sources": "the source of the claim",
    "asciiname": "place",
    "adm1_name": "summary; compared with nothing, the boundaries give the region",
    "longitude": "longitude; territory and region by the boundaries",
    "latitude": "latitude; territory and region by the boundaries",
    "geo_precision": "geo_precision",
    **dict.fromkeys(KINDS, "event_type, sub_event_type, weapon and the statement"),
    **dict.fromkeys(_SAID, "the claim's statement"),
    "t_airalert_b": "left out: an alert is no event of the model",
}
_CHOICES = (
    "VIINA counts reports, not people: killed and injured are unknown throughout, never zero, "
    "also where its classes mention casualties.",
    "Its classes are a machine's, from the text of reports; each event says so. A row of no class "
    "of strike or fighting is left out.",
    "Its date is the report's: the span is that day and the six before it.",
    "The claimant is VIINA as the classifier. The model has no type for a data set; independent "
    "media is the closest, and the side is other. Its origin is empty: it counts as a summary.",
    "VIINA covers Ukraine. What it places in Ukraine is kept for Crimea, Sevastopol and the "
    "regions that the import was told to treat as occupied; its day of control is not used.",
)


def drafts(rows: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Incidents from VIINA's rows."""
    refused = Refusals(len(rows))
    refused.add(rows["event_id_1pd"].str.strip() == "", "event_id_1pd: empty")
    day, why = days.read(rows["date"].str.strip().str.removesuffix(".0"))
    for reason in set(why[np.isnat(day)]):
        refused.add(why == reason, f"date: {reason}")
    geo = rows["geo_precision"].str.strip().str.upper()
    unknown = ~geo.isin(list(GEO)).to_numpy()
    log.unknown("GEO_PRECISION", geo, unknown, f"VIINA has {', '.join(GEO)}; rows are rejected")
    refused.add(unknown, "GEO_PRECISION: {} is no code of VIINA", geo)
    known = {*KINDS, *OTHER_KINDS}
    for name in rows.columns[rows.columns.str.startswith("t_") & rows.columns.str.endswith("_b")]:
        flag = _flag(rows[name])
        refused.add(flag == "?", f"{name}: {{}} is neither 0 nor 1", rows[name])
        if name not in known:
            every = np.ones(1, dtype=bool)
            log.unknown(name, pd.Series([name], index=[1]), every, "the column is left out")
    kind = _kind(rows)
    dated = np.where(np.isnat(day), np.datetime64("2000-01-01"), day)
    start, end = dated - 6, dated
    place = rows["asciiname"].str.strip().mask(geo == "ADM1", "")
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("viina", rows["event_id_1pd"]),
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
            "latitude": rows["latitude"].str.strip(),
            "longitude": rows["longitude"].str.strip(),
            "geo_precision": each_value(geo, lambda each: GEO.get(each, "")),
            COUNTRY: "UA",
        },
        rows.index,
    )
    made[LEFT_OUT] = column(np.where(kind == "", NO_STRIKE, ""), rows.index)
    made[WHY] = refused.why
    return made


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited) -> pd.DataFrame:
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
            "source_id": each_value(rows["sources"].str.strip(), lambda each: _source(each, cited)),
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
    words |= {name: OTHER_KINDS[name] for name in _SAID}
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


def _source(names: str, cited: Cited) -> str:
    named = names or "no source named"
    return cited.source(
        f"viina-{slug(named)}-{fingerprint(names)}".replace("--", "-"),
        publisher=f"VIINA, from {named}",
        title=f"Events classified from reports by {named}",
        language="en",
        kind="dataset",
        note="No address: the file names the outlets, not the reports.",
    )


FORM = Form("viina", "VIINA event_1pd", LICENCE, COLUMNS, _BECAME, _CHOICES, drafts, claims)
