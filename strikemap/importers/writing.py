"""An import to a folder: the collection, its README, and what could not be read or is abroad."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import collection
from strikemap.collection.writing import contiguous, lines
from strikemap.importers.importing import Imported
from strikemap.importers.problem import ImportProblem
from strikemap.importers.readme import DROPPED, MARKED, REJECTED


def write_import(
    imported: Imported, folder: Path, *, replace: bool = False, parquet: bool = False
) -> None:
    """
    Write *imported* to *folder*: the collection, `README.md`, and beside them, where there are any,
    `rejected.csv`, `dropped.csv` and `marked.csv`.

    Raises:
        ImportProblem: the folder holds something already and *replace* was not asked for, or
            it can't be written.
    """
    try:
        if not replace and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ImportProblem(f"{folder}: not empty; choose another folder, or add --replace")
        collection.write(folder, imported.tables, imported.descriptor, parquet=parquet)
        (folder / "README.md").write_text(imported.readme, "utf-8", newline="\n")
        beside = {
            REJECTED: imported.rejected,
            DROPPED: imported.dropped,
            MARKED: imported.marked,
        }
        for name, rows in beside.items():
            path = folder / name
            path.unlink(missing_ok=True)
            if len(rows):
                path.write_text(rejected_csv(rows), "utf-8", newline="\n")
    except OSError as error:
        raise ImportProblem(f"{folder}: can't be written: {error.strerror}") from None


def rejected_csv(rejected: pd.DataFrame) -> str:
    """A list beside an import as CSV; what a spreadsheet would run has an apostrophe before it."""
    names = [f"'{each}" if str(each)[:1] in "=+-@" else str(each) for each in rejected.columns]
    places = [str(place) for place in range(len(names))]
    head = pa.table({place: [name] for place, name in zip(places, names, strict=True)})
    of_text = pa.schema([(place, pa.large_string()) for place in places])
    rows = [_unrun(contiguous(rejected.iloc[:, place])) for place in range(len(names))]
    parts = [head.cast(of_text)]
    if len(rejected):
        parts.append(pa.Table.from_arrays(rows, schema=of_text))
    return b"".join(map(lines, parts)).decode("utf-8")


def _unrun(text: pa.Array) -> pa.Array:
    is_run = pc.or_(
        pc.match_substring_regex(text, r"^[=+@\t\r]"),
        pc.and_not(pc.starts_with(text, "-"), pc.match_substring_regex(text, r"^-[0-9.]*\n?$")),
    )
    if not pc.any(is_run).as_py():
        return text
    marked = pc.binary_join_element_wise(
        *(pa.scalar("'", pa.large_string()), text, pa.scalar("", pa.large_string()))
    )
    return pc.if_else(is_run, marked, text)
