"""A file of any form to the tables of a collection, a part at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from strikemap import collection
from strikemap.importers import error_cells, short_rows
from strikemap.importers.alike import mark_alike
from strikemap.importers.cells.day_order import Orders
from strikemap.importers.cells.toll_words import speaks_of_tolls
from strikemap.importers.examining import KNOWN, LABELS, Examined, examine
from strikemap.importers.forms import plain_table
from strikemap.importers.forms.columns import slug
from strikemap.importers.forms.definition import SILENT, Form, Licence, Reading
from strikemap.importers.forms.mapping import mapped
from strikemap.importers.forms.telling import CSV, GEOJSON, JSON
from strikemap.importers.intake import Intake
from strikemap.importers.options import ImportOptions, checked
from strikemap.importers.problem import ImportProblem
from strikemap.importers.readme import readme
from strikemap.importers.refusing import why_none
from strikemap.importers.report import NOT_CARRIED, Log, Report
from strikemap.languages import DEFAULT, ngettext, sentence, speaking
from strikemap.model import TABLES
from strikemap.progress import Progress
from strikemap.vocabularies import CASUALTY_MEASURES

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
    (row number, reason, original cells), the account of it all, the collection's README, the rows
    that lie outside its scope (row number, reason, day and place), and the cells of rows kept
    that were not taken as they stand.
    """

    tables: Mapping[str, pd.DataFrame]
    descriptor: Mapping[str, object]
    rejected: pd.DataFrame
    report: Report
    readme: str
    dropped: pd.DataFrame
    marked: pd.DataFrame


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
    examined = examine(source, form, options, progress, file_name=file_name)
    return import_examined(examined, options, progress)


def import_examined(
    file: Examined, options: ImportOptions, progress: Progress | None = None
) -> Imported:
    """
    Take over the rows of *file*.

    Raises:
        ImportProblem: nothing can be imported; the message says why and what would be right.
    """
    back = {new: old for old, new in file.renamed.items()}
    reading = Reading(
        Log(file.name),
        Orders(options.date_order, lambda name: file.table.different(back.get(name, name))),
        options.today,
        file.day_zero,
    )
    if file.form in KNOWN:
        chosen = KNOWN[file.form]
    else:
        is_records = (file.kind, file.form) == (GEOJSON, CSV)
        label = LABELS[JSON if is_records else file.kind]
        columns = mapped(options.mapping, file.names)
        chosen = plain_table.form(file.form, label, file.names, columns)
    if missing := [each for each in chosen.columns if each not in file.names]:
        raise ImportProblem(
            sentence(
                "{file}: {form}: the header lacks {missing}; name the columns that hold them "
                "(--map COLUMN=NAME). Columns: {columns}",
                file=file.name,
                form=sentence(chosen.label),
                missing=", ".join(missing),
                columns=", ".join(file.names)[:600],
            )
        )
    lacking = [each for each in chosen.optional if each not in file.names]
    intake = Intake(chosen, options, reading)
    # VIINA counts reports alone; of another data set a column may have been renamed.
    looks = chosen.code not in KNOWN or not (
        chosen.code == "viina" or _counts_people(chosen, file.names)
    )
    for part, done in file.table.parts(reading.log):
        if len(part):
            rows = part.rename(columns=dict(file.renamed)) if file.renamed else part
            if reading.log.short:
                rows = short_rows.sorted_out(rows, chosen, reading.log)
            reading.log.sample(rows)
            reading.log.look_for_counts(rows if looks else _own_tolls(rows), chosen.became)
            rows = error_cells.left_out(rows, chosen, reading.log)
            rows = rows.assign(**dict.fromkeys(lacking, "")) if lacking else rows
            # What is made of a file is the same, whatever language its reader speaks.
            with speaking(DEFAULT):
                intake.add(rows)
        if progress:
            progress(done, ngettext("{count} row read", "{count} rows read", reading.log.read))
    with speaking(DEFAULT):
        return _finished(intake, file)


def _finished(intake: Intake, file: Examined) -> Imported:
    log, form, options = intake.log, intake.form, intake.options
    intake.finish()
    if not intake.kept:
        raise ImportProblem(why_none(log))
    became = {name: form.became.get(name, NOT_CARRIED) for name in file.names}
    untaken = log.counting(became)
    made = _tables(intake, untaken, _counts_people(form, file.names))
    licence = _licence(form, options)
    report = Report(
        file.name,
        form.label,
        file.table.said,
        licence.title,
        licence.terms,
        became,
        log.read,
        intake.kept,
        dict(sorted(log.dropped.items())),
        dict(sorted(log.reasons.items())),
        dict(sorted(log.marked.items())),
        (
            *form.choices,
            *intake.reading.orders.in_words().values(),
            *intake.reading.serials.values(),
        ),
        log.problems,
        {name: log.samples.get(name, ()) for name in file.names},
        dict(log.unread),
        untaken,
        log.words,
    )
    return Imported(
        made,
        _descriptor(report, options, form, licence, made["incidents"]),
        log.rejected,
        report,
        readme(report, options),
        log.dropped_rows,
        log.marked_cells,
    )


def _own_tolls(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns of tolls, which somebody may have put beside those of a data set that has its own."""
    return rows[[name for name in rows.columns if speaks_of_tolls(str(name).replace("_", " "))]]


def _counts_people(form: Form, columns: Sequence[str]) -> bool:
    """Whether one of *columns* was taken for a number of people killed or injured."""
    if form.code in KNOWN:
        return any(each in columns for each in ("fatalities", "best"))
    return any(name.startswith((*CASUALTY_MEASURES, "casualties")) for name in form.became.values())


def _tables(intake: Intake, untaken: Sequence[str], has_toll: bool) -> dict[str, pd.DataFrame]:
    """The collection's tables, what is said of rows without a number being known by now."""
    # Each table's parts go before the next table is joined.
    incidents = pd.concat(intake.incidents, ignore_index=True)
    intake.incidents.clear()
    claims = pd.concat(intake.claims, ignore_index=True)
    intake.claims.clear()
    if intake.form.code not in KNOWN and "incident_id" not in intake.form.became.values():
        mark_alike(incidents, claims, intake.log)
    silent = claims["statement"].str.startswith(SILENT)
    if silent.any():
        of = claims.loc[silent]
        told = _silences(incidents, of["incident_id"], untaken, has_toll).set_axis(of.index)
        claims.loc[silent, "statement"] = told + of["statement"].str.slice(len(SILENT))
    published = intake.cited.published or intake.options.today.isoformat()
    used = {name: set(claims[name].unique()) for name in ("source_id", "claimant_id")}
    sources = [
        {"published": published} | each
        for each in intake.cited.sources.values()
        if each["source_id"] in used["source_id"]
    ]
    for each in sources:
        each["published"] = each["published"] or published
    return {
        "incidents": incidents,
        "claims": claims,
        "claimants": _listed("claimants", intake.cited.ranked(used["claimant_id"])),
        "sources": _listed("sources", sources),
        "corrections": _listed("corrections", []),
    }


def _licence(form: Form, options: ImportOptions) -> Licence:
    """What the reader says; what a form's own terms forbid stays forbidden whatever that is."""
    if not options.licence:
        return form.licence or UNSTATED
    known = form.licence
    return Licence(
        "custom",
        options.licence,
        terms=known.terms if known else "",
        local_only=known.local_only if known else False,
    )


def _listed(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = TABLES[name].columns
    return pd.DataFrame(
        {each: [row.get(each, "") for row in rows] for each in columns}, dtype="str"
    )


def _silences(
    incidents: pd.DataFrame, silent: pd.Series, untaken: Sequence[str], has_toll: bool
) -> pd.Series:
    """For each incident of *silent* what is said in place of a number, as far as is true of it."""
    if untaken:
        told = (
            f"No number of people killed or injured was taken from the file{'’s row' * has_toll}; "
            "columns of it that hold numbers were taken for nothing: "
            f"{', '.join(untaken)[:400]}."
        )
    elif has_toll:
        told = "The file's row gives no number of people killed or injured."
    else:
        told = "The file gives no number of people killed or injured."
    texts = incidents.set_index("incident_id")[["title", "summary"]].loc[silent]
    speaks = (texts["title"] + " " + texts["summary"]).map(speaks_of_tolls)
    return (
        pd.Series(told, index=silent.index, dtype="str")
        .mask(
            speaks.to_numpy(bool),
            "Its text speaks of people killed or injured (see the summary); no number was taken "
            "from it. " + ("" if not untaken else told),
        )
        .str.strip()
    )


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
        imported=True,
    )
