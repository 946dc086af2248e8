"""
Files of other people's to collections: ACLED, UCDP GED, VIINA, plain tables, GeoJSON points.

`packing` opens a file within bounds, `recognise` says what it is, `reading` and `geojson` give its
rows, one module a form turns them into incidents and claims, `territory` places them, and
`importing` joins it all; `writing` and `command` write it out.
"""

from __future__ import annotations

from strikemap.importers.command import add_arguments, run
from strikemap.importers.importing import Imported, import_file
from strikemap.importers.mapping import read_mapping
from strikemap.importers.options import ImportOptions
from strikemap.importers.problem import ImportProblem
from strikemap.importers.recognise import FORMS
from strikemap.importers.report import Report
from strikemap.importers.writing import write_import

__all__ = [
    "FORMS",
    "ImportOptions",
    "ImportProblem",
    "Imported",
    "Report",
    "add_arguments",
    "import_file",
    "read_mapping",
    "run",
    "write_import",
]
