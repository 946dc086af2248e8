"""A file looked at, before any row of it is taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from strikemap.importers.cells.day_forms import SERIAL_ZERO
from strikemap.importers.file import tables
from strikemap.importers.file.table import Rows, Table
from strikemap.importers.forms import acled, ucdp, viina
from strikemap.importers.forms.data_set_headers import OLDER
from strikemap.importers.forms.definition import Form
from strikemap.importers.forms.headers import plain
from strikemap.importers.forms.mapping import renaming
from strikemap.importers.forms.telling import (
    CSV,
    GEOJSON,
    JSON,
    KML,
    PARQUET,
    SHEET,
    form_of,
    refuse_claims,
)
from strikemap.importers.options import ImportOptions
from strikemap.languages import marked
from strikemap.progress import Progress

KNOWN: Mapping[str, Form] = {each.code: each for each in (acled.FORM, ucdp.FORM, viina.FORM)}
LABELS = {
    CSV: marked("plain table"),
    GEOJSON: marked("GeoJSON points"),
    JSON: marked("JSON records"),
    KML: marked("KML placemarks"),
    SHEET: marked("spreadsheet"),
    PARQUET: marked("Parquet table"),
}


@dataclass(frozen=True, slots=True)
class Examined:
    """
    A file that was looked at: its `name`, its rows, what they are by its `form`, and the day from
    which it counts those that are plain numbers.
    """

    name: str
    form: str
    kind: str
    table: Table
    renamed: Mapping[str, str]
    day_zero: date = SERIAL_ZERO

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns, as they are called from here on."""
        return tuple(self.renamed.get(each, each) for each in self.table.names)


def examine(
    source: Path | bytes,
    form: str | None,
    options: ImportOptions,
    progress: Progress | None = None,
    *,
    file_name: str = "",
) -> Examined:
    """
    Look at *source* without taking any row of it over.

    Raises:
        ImportProblem: it can't be read, or is not of *form*.
    """
    renames = bool(options.mapping) and form in KNOWN
    file = tables.opened(
        source,
        None if renames else form,
        encoding=options.encoding,
        sheet=options.sheet,
        file_name=file_name,
        progress=progress,
    )
    if options.mapping and not renames:
        # A data set that is found has names of its own, to which a mapping leads.
        renames = form_of(file.table.names, form, file.name) in KNOWN
    renamed = dict(renaming(options.mapping, file.table.names)) if renames else {}
    taken = {*file.table.names, *renamed.values()}
    known = form_of([renamed.get(each, each) for each in file.table.names], None, file.name)
    if known in KNOWN:
        older, columns = OLDER.get(known, {}), {*KNOWN[known].columns, *KNOWN[known].optional}
        for each in file.table.names:
            # People's tools put spaces and signs into the names, as in “Event ID Cnty”.
            new = older.get(plain(each), plain(each))
            if new != each and new in columns and new not in taken and each not in renamed:
                renamed[each] = new
                taken.add(new)
    names = [renamed.get(each, each) for each in file.table.names]
    refuse_claims(names, file.name)
    found = form_of(names, form, file.name)
    is_points = isinstance(file.table, Rows) and file.table.is_points
    if found == CSV and is_points and form != found:
        found = GEOJSON
    return Examined(file.name, found, file.kind, file.table, renamed, file.day_zero)
