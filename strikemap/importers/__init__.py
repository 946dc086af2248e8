"""
Files of other people's to collections.

`file` opens a file within bounds, says what it is, and gives its rows; `cells` reads what one cell
says; `forms` has a module for each form, which turns rows into incidents and claims; `territory`
places them, `intake` takes the parts in, and `importing` joins it all; `writing` and `command`
write it out.
"""

from __future__ import annotations

from strikemap.importers.command import add_arguments, run
from strikemap.importers.examining import examine
from strikemap.importers.forms.mapping_file import read_mapping
from strikemap.importers.forms.telling import FORMS
from strikemap.importers.importing import Imported, import_file
from strikemap.importers.options import ImportOptions
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Report
from strikemap.importers.writing import write_import

__all__ = [
    "FORMS",
    "ImportOptions",
    "ImportProblem",
    "Imported",
    "Report",
    "add_arguments",
    "examine",
    "import_file",
    "read_mapping",
    "run",
    "write_import",
]
