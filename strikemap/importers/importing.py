"""A file of any form to the tables of a collection, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from strikemap import collection
from strikemap.importers.file import geojson, recognising, rows
from strikemap.importers.file.opening import Packed, packed
from strikemap.importers.forms import acled, plain_table, ucdp, viina
from strikemap.importers.forms.columns import slug
from strikemap.importers.forms.definition import Form, Licence
from strikemap.importers.forms.mapping import mapped
from strikemap.importers.intake import Intake
from strikemap.importers.options import ImportOptions, checked
from strikemap.importers.problem import ImportProblem
from strikemap.importers.readme import readme
from strikemap.importers.report import NOT_CARRIED, REASON, ROW, Log, Report
from strikemap.model import TABLES
from strikemap.progress import Progress

KNOWN: Mapping[str, Form] = {each.code: each for each in (acled.FORM, ucdp.FORM, viina.FORM)}
UNSTATED = Licence(
    "not-stated",
    "Licence not stated",
    terms="The licence of the file was not given, so this collection is for local use only "
    "(--licence names one).",
    local_only=True,
)


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """
    What came of a file: the tables as text, their descriptor, the rows that could not be read
    (row number, reason, original cells), the account of it all, and the collection's README.
    """

    tables: Mapping[str, pd.DataFrame]
    descriptor: Mapping[str, object]
    rejected: pd.DataFrame
    report: Report
    readme: str


def import_file(
    source: Path | bytes,
    form: str | None,
    options: ImportOptions,
    progress: Progress | None = None,
    *,
    file_name: str = "",
) -> Imported:
    """
    Read *source*, a path or the bytes of a file, as *form*, or as what it is recognised as.

    Memory grows with the rows that are kept, not with the file.  Nothing is written.

    Raises:
        ImportProblem: nothing can be imported; the message says why and what would be right.
    """
    options = checked(options)
    file = packed(source, file_name)
    found = recognising.recognise(file, form, options.encoding, progress)
    log = Log(file.name)
    parts: Iterator[tuple[pd.DataFrame, float]]
    if found.form == recognising.GEOJSON:
        features = geojson.Features(file, found)
        header, parts = features.header, features.parts(log)
    else:
        header, parts = found.header, rows.parts(file, found, log)
    if found.form in KNOWN:
        chosen = KNOWN[found.form]
    else:
        label = "GeoJSON points" if found.form == recognising.GEOJSON else "plain table"
        chosen = plain_table.form(found.form, label, header, mapped(options.mapping, header))
    plain = [each.strip().casefold() for each in header]
    if missing := [each for each in chosen.columns if each not in plain]:
        raise ImportProblem(f"{file.name}: {chosen.label}: the header lacks {', '.join(missing)}")
    intake = Intake(chosen, options, log)
    for part, done in parts:
        if len(part):
            intake.add(part)
        if progress:
            progress(done, f"{log.read:,} rows read")
    return _finished(intake, file, found, plain)


def _finished(
    intake: Intake, file: Packed, found: recognising.Recognised, plain: list[str]
) -> Imported:
    log, form, options = intake.log, intake.form, intake.options
    if not intake.kept:
        raise ImportProblem(f"{file.name}: no row could be kept. {_why_none(log)}")
    # Each table's parts go before the next table is joined.
    incidents = pd.concat(intake.incidents, ignore_index=True)
    intake.incidents.clear()
    claims = pd.concat(intake.claims, ignore_index=True)
    intake.claims.clear()
    published = intake.cited.published or options.today.isoformat()
    sources = [{"published": published} | each for each in intake.cited.sources.values()]
    for each in sources:
        each["published"] = each["published"] or published
    tables = {
        "incidents": incidents,
        "claims": claims,
        "claimants": _listed("claimants", list(intake.cited.claimants.values())),
        "sources": _listed("sources", sources),
        "corrections": _listed("corrections", []),
    }
    licence = form.licence or UNSTATED
    if options.licence:
        # What a form's own terms forbid stays forbidden, whatever the user calls the licence.
        known = form.licence
        licence = Licence(
            "custom",
            options.licence,
            terms=known.terms if known else "",
            local_only=known.local_only if known else False,
        )
    report = Report(
        file.name,
        form.label,
        _recognised(file, found),
        licence.title,
        licence.terms,
        {name: form.became.get(name, NOT_CARRIED) for name in plain},
        log.read,
        intake.kept,
        dict(sorted(log.dropped.items())),
        dict(sorted(log.reasons.items())),
        dict(sorted(log.marked.items())),
        form.choices,
        log.problems,
    )
    return Imported(
        tables,
        _descriptor(report, options, form, licence, incidents),
        log.rejected,
        report,
        readme(report, options),
    )


def _listed(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = TABLES[name].columns
    return pd.DataFrame(
        {each: [row.get(each, "") for row in rows] for each in columns}, dtype="str"
    )


def _recognised(file: Packed, found: recognising.Recognised) -> tuple[str, ...]:
    said = [
        recognising.ENCODINGS[found.encoding] + (" with a byte-order mark" if found.bom else "")
    ]
    if file.packing:
        said.append(f"packed with {file.packing}" + (f", {file.member}" if file.member else ""))
    if found.delimiter:
        said.append("columns separated by " + {"\t": "tabs"}.get(found.delimiter, found.delimiter))
    if found.headless:
        said.append("no header: UCDP's own columns were put in its place")
    return tuple(said)


def _why_none(log: Log) -> str:
    counts = {**log.dropped, **log.reasons}
    worst = sorted(counts.items(), key=lambda each: -each[1])[:3]
    if not worst:
        return "It holds no rows."
    named = "; ".join(f"{count:,} row(s): {why}" for why, count in worst)
    first = log.rejected
    example = ""
    if len(first):
        row, why = (str(first[name].iloc[0]) for name in (ROW, REASON))
        example = f" First: row {row}: {why}."
    return f"{named}.{example}"


def _descriptor(
    report: Report,
    options: ImportOptions,
    form: Form,
    licence: Licence,
    incidents: pd.DataFrame,
) -> Mapping[str, object]:
    entry = {"name": licence.name, "title": licence.title, "path": licence.path}
    title = options.name or f"{form.label}: {report.file}"
    regions = sorted(set(incidents["region"].unique()) - {""})
    return collection.descriptor(
        slug(options.name or f"{form.code}-{report.file}") or form.code,
        title,
        f"{report.rows_kept:,} of the {report.rows_read:,} rows of {report.file}, imported as "
        f"{form.label}. {licence.terms}".strip(),
        options.today.strftime("%Y.%m.%d"),
        [{key: value for key, value in entry.items() if value}],
        (str(incidents["date_start"].min()), str(incidents["date_end"].max())),
        regions,
        [{"title": form.label}],
        updated=options.today.isoformat(),
        local_only=licence.local_only,
    )
