"""A file of any form to the tables of a collection, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from strikemap import collection
from strikemap.importers import acled, geojson, plain_csv, reading, recognise, ucdp, viina
from strikemap.importers.form import Form, Licence, slug
from strikemap.importers.mapping import mapped
from strikemap.importers.options import ImportOptions, checked
from strikemap.importers.packing import Packed, packed
from strikemap.importers.problem import ImportProblem
from strikemap.importers.readme import readme
from strikemap.importers.report import NOT_CARRIED, REASON, ROW, Log, Report
from strikemap.importers.work import Work
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
    found = recognise.recognise(file, form, options.encoding, progress)
    log = Log(file.name)
    parts: Iterator[tuple[pd.DataFrame, float]]
    if found.form == recognise.GEOJSON:
        features = geojson.Features(file, found)
        header, parts = features.header, features.parts(log)
    else:
        header, parts = found.header, reading.parts(file, found, log)
    if found.form in KNOWN:
        chosen = KNOWN[found.form]
    else:
        label = "GeoJSON points" if found.form == recognise.GEOJSON else "plain table"
        chosen = plain_csv.form(found.form, label, header, mapped(options.mapping, header))
    plain = [each.strip().casefold() for each in header]
    if missing := [each for each in chosen.columns if each not in plain]:
        raise ImportProblem(f"{file.name}: {chosen.label}: the header lacks {', '.join(missing)}")
    work = Work(chosen, options, log)
    for rows, done in parts:
        if len(rows):
            work.add(rows)
        if progress:
            progress(done, f"{log.read:,} rows read")
    return _finished(work, file, found, plain)


def _finished(work: Work, file: Packed, found: recognise.Recognised, plain: list[str]) -> Imported:
    log, form, options = work.log, work.form, work.options
    if not work.kept:
        raise ImportProblem(f"{file.name}: no row could be kept. {_why_none(log)}")
    # Each table's parts go before the next table is joined.
    incidents = pd.concat(work.incidents, ignore_index=True)
    work.incidents.clear()
    claims = pd.concat(work.claims, ignore_index=True)
    work.claims.clear()
    published = work.cited.published or options.today.isoformat()
    sources = [{"published": published} | each for each in work.cited.sources.values()]
    for each in sources:
        each["published"] = each["published"] or published
    tables = {
        "incidents": incidents,
        "claims": claims,
        "claimants": _listed("claimants", list(work.cited.claimants.values())),
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
        work.kept,
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


def _recognised(file: Packed, found: recognise.Recognised) -> tuple[str, ...]:
    said = [recognise.ENCODINGS[found.encoding] + (" with a byte-order mark" if found.bom else "")]
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
