"""The command line: serve the dashboard; check, export, import, publish and release."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from strikemap import checks, collection, dates, export, links, progress, release
from strikemap.collection import versions
from strikemap.collection.cell_faults import shown
from strikemap.export.whole_file import file_whole
from strikemap.home import HOME
from strikemap.host import public_address
from strikemap.host import shelf as shelves
from strikemap.host.allocators import given_back
from strikemap.importers import command as importing
from strikemap.model import Collection, Problem
from strikemap.progress import Progress, by_steps, within
from strikemap.search import close_to


class Failure(Exception):
    """What stops a command; its text names the file and, where there is one, the row."""


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command and return its exit status.

    0: done.  1: `check` found a problem.  2: the command could not be carried out.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except Failure as failure:
        progress.clear()
        print(f"strikemap: {failure}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m strikemap", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve the dashboard, its data and feeds")
    serve.add_argument("--address", default="localhost", help="default: this machine alone")
    serve.add_argument("--port", default=8501, type=_port)
    named = "a name by which readers reach this host, beside localhost; may be repeated"
    serve.add_argument("--host", action="append", default=[], metavar="NAME", help=named)
    serve.add_argument("--headless", action="store_true", help="open no browser")
    serve.set_defaults(run=_serve)

    check = commands.add_parser("check", help="hold collections against every rule")
    check.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="default: data/")
    check.add_argument("--rules", action="store_true", help="list the rules, each with an example")
    check.add_argument("--links", action="store_true", help="also try each source's address")
    check.add_argument("--archive", type=Path, metavar="FILE", help="with --links: write there "
                       "which pages the Wayback Machine has copies of")  # fmt: skip
    check.set_defaults(run=_check)

    out = commands.add_parser("export", help="write the view that a link asks for")
    out.add_argument("folder", type=Path, metavar="DIR")
    out.add_argument("--format", required=True, choices=list(export.FORMS))
    out.add_argument("--query", default="", help="the part of a shared URL after the ?")
    out.add_argument("--output", required=True, type=Path, metavar="FILE")
    address = partial(out.add_argument, default="", type=_address, metavar="ADDRESS")
    address("--base-url", help="the host's public address, for the citation")
    out.set_defaults(run=_export)

    static = commands.add_parser(
        "publish", help="write data, feeds, pictures and pages as files for any web server"
    )
    static.add_argument("folder", type=Path, metavar="DIR")
    address = partial(static.add_argument, default="", type=_address, metavar="ADDRESS")
    address("--base-url", help="where DIR will be served, for its links")
    address("--app-url", help="the dashboard's address, for links and citations")
    static.set_defaults(run=_publish)

    bring = commands.add_parser("import", help="make a collection of another project's file")
    importing.add_arguments(bring)
    bring.set_defaults(run=given_back()(lambda options: importing.run(options, print)))

    new = commands.add_parser("release", help="make what a collection now is its next version")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--version", default="", help="default: as written in DIR, else the next")
    new.add_argument("--date", default="", metavar="DAY", help="default: today")
    new.add_argument("--why", default="", help="the reason for changes that no correction tells of")
    new.add_argument("--previous", type=Path, metavar="DIR", help="what was released last, where "
                     "the repository's history does not hold it")  # fmt: skip
    new.add_argument("--takedown", default="", metavar="WHY", help="withhold all earlier versions, "
                     "which hold what was taken down")  # fmt: skip
    new.add_argument("--changelog", type=Path, metavar="FILE", help="also write a line there")
    new.set_defaults(run=_release)
    return parser


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number from 1 to 65535")


def _address(text: str) -> str:
    if public_address.ADDRESS.fullmatch(text):
        return text.rstrip("/")
    raise argparse.ArgumentTypeError(f"{text!r} is none; write {public_address.WRITE}")


def _forbid_unreachable(address: str, port: int) -> None:
    """What Streamlit would say with a traceback, or after it has read everything."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as tried:
            if os.name == "posix":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "no such name"
        raise Failure(f"{address}, port {port}: can't be served at: {why}") from None


def _serve(options: argparse.Namespace) -> int:
    _forbid_unreachable(options.address, options.port)
    command = [sys.executable, "-m", "streamlit", "run", str(HOME / "serve.py")]
    command += ["--server.address", options.address, "--server.port", str(options.port)]
    if options.headless:
        command += ["--server.headless", "true"]
    for name in ("localhost", "127.0.0.1", "::1", *options.host) if options.host else ():
        command += ["--server.allowedHosts", name]
    if os.name == "posix":
        # The server takes this process's place, so that who ends one ends the other.
        os.execv(command[0], command)  # noqa: S606  # no shell is wanted
    return subprocess.run(command, check=False).returncode  # noqa: S603  # a list, no shell


def _check(options: argparse.Namespace) -> int:
    if options.rules:
        for rule in checks.RULES:
            print(f"{rule.name}: {rule.sentence}\n    Trips it: {rule.example}")
        return 0
    here = Path("data")
    roots = options.folders or [here if here.is_dir() else HOME / "data"]
    folders = collection.discover(roots)
    if not folders:
        raise Failure(f"{', '.join(map(str, roots))}: no collection here (no datapackage.json)")
    if options.archive and not options.links:
        raise Failure("--archive asks the network, and so goes with --links")
    found = 0
    for folder in folders:
        problems = checks.check(folder, progress=progress.show_step)
        progress.clear()
        for problem in problems:
            _tell(folder, problem)
            found += 1
        if options.links:
            found += _try_links(folder)
    if options.archive:
        _write_copies(folders, options.archive)
    return 1 if found else 0


def _try_links(folder: Path) -> int:
    from strikemap.checks.addresses import try_addresses

    problems = list(try_addresses(_read(folder)))
    for problem in problems:
        _tell(folder, problem)
    return len(problems)


def _write_copies(folders: Sequence[Path], path: Path) -> None:
    from strikemap.checks.addresses import copies_as_csv

    table = copies_as_csv((folder.name, _read(folder)) for folder in folders)
    try:
        file_whole(path, lambda file: file.write(table))
    except OSError as error:
        raise Failure(f"{path}: cannot be written: {error.strerror}") from None
    print(f"{path}: what the archive has of each page")


def _tell(folder: Path, problem: Problem) -> None:
    print(replace(problem, file=str(folder / problem.file)))


def _read(folder: Path, tell: Progress = lambda done, what: None) -> Collection:
    read = collection.read(folder, progress=by_steps(within(tell, 0.0, 0.5)))
    if read.collection is None:
        told = "\n".join(str(problem) for problem in read.problems[:20])
        raise Failure(f"{folder} is no sound collection:\n{told}")
    checking = by_steps(within(tell, 0.5, 1.0))
    wrong = checks.errors(read.collection, progress=checking)
    if wrong:
        told = "\n".join(str(problem) for problem in wrong[:20])
        raise Failure(f"{folder} breaks the rules of `check`:\n{told}")
    return read.collection


def _export(options: argparse.Namespace) -> int:
    today = _read(options.folder, within(progress.show_share, 0.0, 0.5))
    progress.clear()
    query = links.decode(options.query)
    whole, told = links.of_version(query, today, versions.read)
    link, notices = links.from_query(query, whole)
    for notice in (*told, *notices, *([export.ONE_SIDE] if link.compare else [])):
        _warn(notice)
    if whole.local_only:
        _warn("for local use; the licence of this collection forbids passing it on.")
    tell = within(progress.show_share, 0.5, 1.0)
    tell(0.0, "counting")
    view = export.View(whole, link, options.base_url)
    write = partial(export.write, options.format, view, progress=tell)
    try:
        size = file_whole(options.output, write)
    except OSError as error:
        raise Failure(f"{options.output}: cannot be written: {error.strerror}") from None
    except export.NoIncident as missing:
        raise Failure(f"--query: {missing}") from None
    progress.clear()
    of = f"version {whole.version}, content sha256 {whole.content_hash[: versions.SHOWN_HASH]}"
    print(f"{options.output}: {len(view.rows):,} incidents of {of}, {size:,} bytes")
    if not len(view.rows) and (close := close_to(whole, link.filters.text)):
        _warn(f"nothing fits; close to the search: {', '.join(map(shown, close))}")
    return 0


def _release(options: argparse.Namespace) -> int:
    changelog: Path | None = options.changelog
    try:
        # Before anything is written: a release without its line would be half a release.
        if changelog:
            release.with_line(changelog.read_text("utf-8"), "")
        made = release.release(
            options.folder,
            day=dates.day(options.date or date.today().isoformat()).isoformat(),
            version=options.version,
            why=options.why,
            previous=options.previous,
            takedown=options.takedown,
        )
        line = release.changelog_line(made)
        if changelog:
            changelog.write_text(release.with_line(changelog.read_text("utf-8"), line), "utf-8")
    except release.NotReleased as error:
        raise Failure(str(error)) from None
    except ValueError as error:
        raise Failure(f"{changelog or '--date'}: {error}") from None
    except OSError as error:
        raise Failure(f"{error.filename or options.folder}: {error.strerror}") from None
    print(line)
    return 0


def _publish(options: argparse.Namespace) -> int:
    from strikemap.web.static_site import left_out, publish

    shelf = shelves.shelf(lambda doing: nullcontext(progress.show_share))
    progress.clear()
    if not shelf.collections:
        told = "\n".join(
            f"{name}: {each}" for name, found in shelf.problems.items() for each in found[:20]
        )
        raise Failure(f"no sound collection is here:\n{told}")
    addresses = options.base_url, options.app_url
    try:
        done = publish(shelf, options.folder, *addresses, progress.show_share)
    except ValueError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{options.folder}: cannot be written: {error.strerror}") from None
    progress.clear()
    gone = f"; {done.removed:,} removed that are published no longer" if done.removed else ""
    print(f"{options.folder}: {done.written:,} files{gone}")
    for each in left_out(shelf, done):
        _warn(each)
    return 0


def _warn(text: str) -> None:
    print(f"strikemap: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
