"""The forms of an export: one registry for button, command line and route."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO

from strikemap.collection.versions import SHOWN_HASH
from strikemap.export.claims import claims_csv
from strikemap.export.geojson import geojson
from strikemap.export.json_records import claims_json, incidents_json
from strikemap.export.one_incident import incident_json
from strikemap.export.package import package
from strikemap.export.page import page
from strikemap.export.picture import svg
from strikemap.export.raster import png
from strikemap.export.tables import ROWS_AT_ONCE, incidents_csv
from strikemap.export.totals import totals_json
from strikemap.export.view import View
from strikemap.export.xlsx import xlsx
from strikemap.languages import DEFAULT, marked, speaking
from strikemap.languages import gettext as _
from strikemap.model import Collection
from strikemap.progress import Progress, within

Write = Callable[[View, IO[bytes], Progress | None], None]
LONGEST_NAME, LONGEST_VERSION = 60, 28
"""Characters of a collection's name and version in a file's, which has 255 bytes at most."""
NEARLY = 0.99
"""The share told at most of what is not whole yet: a file's end comes after its last row."""
_UNFIT = re.compile(r"[^0-9A-Za-z.+_-]+")


@dataclass(frozen=True, slots=True)
class Form:
    """
    One form of an export.

    `name` is that of the command line's `--format`, `file` the last part of the route's address,
    `label` what the button says; a form without a label has no button of its own.  `make` writes
    it in the language that is spoken.  `is_paged`
    is one whose view may be a part of the list, `is_bounded` one that lists a first part of many
    incidents, or shows them as one, and so is made of any number.
    """

    name: str
    file: str
    media_type: str
    make: Write
    english_label: str = ""
    is_paged: bool = False
    is_bounded: bool = False
    is_picture: bool = False

    @property
    def label(self) -> str:
        """What the button says, in the language that is spoken."""
        return _(self.english_label) if self.english_label else ""

    def write(self, view: View, file: IO[bytes], progress: Progress | None) -> None:
        """
        Write *view* in the language that its link names, else in English.

        *progress* is told that all is done where it is, and not before.
        """
        with speaking(view.link.language or DEFAULT):
            self.make(view, file, within(progress, 0.0, NEARLY) if progress else None)
        if progress:
            progress(1.0, marked("writing"))

    def file_name(self, of: Collection, days: tuple[date, date] | None = None) -> str:
        """
        A name for the file: the collection, its version, the first digits of its content's hash,
        *days* if given, and what it is.

        A table of plain cells has no room for version and hash but its name.
        """
        stem, _, ending = self.file.partition(".")
        what = "" if stem in ("incidents", "page", "package") else f"-{stem}"
        span = f"-{days[0].isoformat()}-to-{days[1].isoformat()}" if days else ""
        # A version is any text; here it stands in a header, and in a file system.
        plain = _UNFIT.sub("-", of.version)[:LONGEST_VERSION]
        version = f"{plain}-{of.content_hash[:SHOWN_HASH]}"
        return f"strikemap-{of.name[:LONGEST_NAME]}-{version}{span}{what}.{ending}"


def _in_parts(contents: Callable[[View], Iterator[bytes]]) -> Write:
    def write(view: View, file: IO[bytes], progress: Progress | None) -> None:
        # A head and a tail beside the parts of rows: what is left over is done at the end.
        parts = -(-len(view.rows) // ROWS_AT_ONCE) + 2
        for done, part in enumerate(contents(view), 1):
            file.write(part)
            if progress:
                progress(min(done / parts, 1.0), marked("writing"))

    return write


def _csv(view: View) -> Iterator[bytes]:
    return incidents_csv(view.in_view)


def _excel(view: View) -> Iterator[bytes]:
    # Without the mark Excel takes UTF-8 for the encoding of the machine.
    yield codecs.BOM_UTF8
    yield from _csv(view)


def _geojson(view: View) -> Iterator[bytes]:
    return geojson(view.in_view)


def _page(view: View) -> Iterator[bytes]:
    yield page(view)


def _svg(view: View) -> Iterator[bytes]:
    yield svg(view).encode("utf-8")


def _png(zoom: float) -> Callable[[View], Iterator[bytes]]:
    def drawn(view: View) -> Iterator[bytes]:
        yield png(svg(view), zoom)

    return drawn


def _picture(name: str, file: str, label: str, contents: Callable[[View], Iterator[bytes]]) -> Form:
    media_type = "image/svg+xml" if file.endswith(".svg") else "image/png"
    return Form(
        name, file, media_type, _in_parts(contents), label, is_bounded=True, is_picture=True
    )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ALL = (
    Form("csv", "incidents.csv", "text/csv", _in_parts(_csv), "CSV"),
    Form("excel-csv", "excel.csv", "text/csv", _in_parts(_excel), marked("CSV for Excel")),
    Form("xlsx", "incidents.xlsx", _XLSX, xlsx, "XLSX"),
    Form("geojson", "incidents.geojson", "application/geo+json", _in_parts(_geojson), "GeoJSON"),
    Form("package", "package.zip", "application/zip", package, marked("Data package (zip)")),
    Form(
        "html",
        "page.html",
        "text/html",
        _in_parts(_page),
        marked("Web page (offline)"),
        is_bounded=True,
    ),
    Form("json", "incidents.json", "application/json", _in_parts(incidents_json), is_paged=True),
    Form("claims-csv", "claims.csv", "text/csv", _in_parts(claims_csv)),
    Form("claims-json", "claims.json", "application/json", _in_parts(claims_json), is_paged=True),
    Form("totals", "totals.json", "application/json", _in_parts(totals_json), is_bounded=True),
    Form(
        "incident", "incident.json", "application/json", _in_parts(incident_json), is_bounded=True
    ),
    _picture("png", "picture.png", "", _png(1)),
    _picture("slide", "picture-slide.png", marked("PNG for a slide"), _png(1.6)),
    _picture("print", "picture-print.png", marked("PNG for print"), _png(3)),
    _picture("svg", "picture.svg", "SVG", _svg),
)
FORMS: Mapping[str, Form] = {form.name: form for form in _ALL}


def file_name(form: str, collection: Collection, days: tuple[date, date] | None = None) -> str:
    """
    A name for the file of *form*, with *days* if given.

    Raises:
        KeyError: *form* is no form.
    """
    return FORMS[form].file_name(collection, days)
