"""`python -m strikemap import`: its arguments, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from strikemap import dates, progress
from strikemap.importers.file.recognising import ENCODINGS, FORMS
from strikemap.importers.forms.mapping import read_mapping
from strikemap.importers.importing import import_file
from strikemap.importers.options import CRIMEA, ImportOptions
from strikemap.importers.problem import ImportProblem
from strikemap.importers.writing import write_import


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `import` takes to *parser*."""
    parser.add_argument("form", choices=FORMS, help="the form of the file")
    parser.add_argument("file", type=Path, metavar="FILE", help="plain, or in gzip or zip")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="new folder")
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
        imported = import_file(args.file, args.form, _options(args), progress.show_share)
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
        mapping=read_mapping(args.mapping) if args.mapping else {},
        licence=args.licence,
        name=args.name,
        encoding=args.encoding,
    )
