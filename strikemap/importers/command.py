"""`python -m strikemap import`: its arguments, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from strikemap import dates, progress
from strikemap.collection.cell_faults import shown
from strikemap.importers.cells.day_forms import ORDERS
from strikemap.importers.file.encodings import ENCODINGS
from strikemap.importers.forms.mapping import SECTIONS
from strikemap.importers.forms.mapping_file import read_mapping
from strikemap.importers.forms.telling import FORMS
from strikemap.importers.importing import Imported, import_file
from strikemap.importers.options import CRIMEA, ImportOptions
from strikemap.importers.problem import ImportProblem
from strikemap.importers.writing import write_import

SHOWN = 20
"""Rows of each kind that `--show` tells one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `import` takes to *parser*."""
    parser.add_argument(
        "form",
        choices=FORMS,
        help="a data set's form, `csv` for a table in any kind of file, `auto` to find out",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="plain, or in gzip or zip")
    parser.add_argument("--output", type=Path, metavar="DIR", help="new folder")
    parser.add_argument(
        "--show",
        action="store_true",
        help="write nothing; tell each column, what it is taken for, and what could not be read",
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="take COLUMN for FIELD, or for nothing where FIELD is empty; repeatable",
    )
    parser.add_argument(
        "--date-order",
        default="",
        choices=("", *ORDERS),
        help="what comes first in days such as 03/04/2024, where the file does not prove it",
    )
    parser.add_argument(
        "--sheet",
        default="",
        metavar="NAME",
        help="of a spreadsheet, or a list in JSON, of several",
    )
    parser.add_argument(
        "--country", action="append", default=[], help="RU or UA, by the boundaries; repeatable"
    )
    parser.add_argument("--dates", nargs=2, metavar=("FROM", "TO"), help="days, as 2023-05-31")
    parser.add_argument(
        "--near", nargs=2, metavar=("REGION", "KM"), help="within KM of a region, as RU-BEL 50"
    )
    parser.add_argument(
        "--occupied",
        nargs="*",
        default=list(CRIMEA),
        metavar="REGION",
        help="regions of Ukraine to take as occupied, each whole (default: %(default)s)",
    )
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="columns, as JSON or TOML")
    parser.add_argument("--licence", default="", metavar="TEXT", help="the file's licence")
    parser.add_argument("--name", default="", help="the collection's title")
    parser.add_argument("--encoding", default="", choices=("", *ENCODINGS), help="if misjudged")
    parser.add_argument("--replace", action="store_true", help="write into a folder in use")
    parser.add_argument("--parquet", action="store_true", help="write Parquet too, read faster")


def run(args: argparse.Namespace, say: Callable[[str], None] = print) -> int:
    """
    Import as *args* say and tell all of it to *say*; 0, or 2 where nothing could be imported.

    Unknown codes are told and don't fail the import: their rows are in `rejected.csv`.
    """
    try:
        if not (args.output or args.show):
            raise ImportProblem("--output: name a new folder, or add --show to write nothing")
        imported = import_file(args.file, args.form, _options(args), progress.show_share)
        if args.show:
            return _show(imported, say)
        write_import(imported, args.output, replace=args.replace, parquet=args.parquet)
    except ImportProblem as problem:
        progress.clear()
        say(f"{args.file}: {problem}" if str(args.file) not in str(problem) else str(problem))
        return 2
    progress.clear()
    for line in imported.report.lines():
        say(line)
    say(f"written to {args.output}")
    return 0


def _show(imported: Imported, say: Callable[[str], None]) -> int:
    progress.clear()
    for line in imported.report.lines():
        say(line)
    for row, why in imported.rejected.iloc[:SHOWN, :2].itertuples(index=False):
        say(f"row {row}: rejected: {why}")
    for row, why in imported.dropped.iloc[:SHOWN, :2].itertuples(index=False):
        say(f"row {row}: dropped: {why}")
    for row, column, cell, done in imported.marked.head(SHOWN).itertuples(index=False):
        say(f"row {row}: {column}: {shown(cell)}: {done}")
    say("nothing was written (--show)")
    return 0


def _mapping(args: argparse.Namespace) -> Mapping[str, object]:
    """The mapping of --mapping, with what --map says put over it."""
    whole = dict(read_mapping(args.mapping)) if args.mapping else {}
    if not args.map:
        return whole
    if not whole.keys() & SECTIONS:
        whole = {"columns": whole}
    columns = dict(cast(Mapping[str, object], whole.get("columns", {})))
    for each in args.map:
        column, equals, field = each.rpartition("=")
        if not equals:
            raise ImportProblem(f"--map: {each!r}: write COLUMN=FIELD")
        # One column fills a field; any number of them may be let go.
        columns = {name: to for name, to in columns.items() if not to or to != field.strip()}
        columns[column] = field.strip()
    return whole | {"columns": columns}


def _options(args: argparse.Namespace) -> ImportOptions:
    span = near = None
    try:
        if args.dates:
            span = (dates.day(args.dates[0]), dates.day(args.dates[1]))
    except ValueError as error:
        raise ImportProblem(f"--dates: {error}") from None
    if args.near:
        try:
            near = (args.near[0], float(args.near[1]))
        except ValueError:
            raise ImportProblem(f"--near: {args.near[1]!r} is no number of km") from None
    return ImportOptions(
        countries=tuple(args.country),
        dates=span,
        near=near,
        occupied=tuple(args.occupied),
        mapping=_mapping(args),
        licence=args.licence,
        name=args.name,
        encoding=args.encoding,
        sheet=args.sheet,
        date_order=args.date_order,
    )
