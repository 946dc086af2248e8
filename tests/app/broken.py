"""Collections that are wrong in one way each, with what a reader must be told of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

SOUND = Path(__file__).parents[2] / "data" / "cnn-2023-05-31"


@dataclass(frozen=True)
class Fault:
    """A way to break a sound folder; where the fault is told to be, and a word of the cure."""

    name: str
    make: Callable[[Path], None]
    file: str
    row: int
    column: str
    cure: str


def break_copy(fault: Fault, folder: Path) -> Path:
    """A copy of the shipped collection in *folder*, broken by *fault*."""
    shutil.copytree(SOUND, folder)
    fault.make(folder)
    return folder


def _edit(table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        path = folder / f"{table}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        change(frame).to_csv(path, index=False, lineterminator="\n")

    return make


def _put(table: str, row: int, column: str, value: str) -> Callable[[Path], None]:
    """Set one cell; *row* counts as a spreadsheet does, the header being 1."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[row - 2, column] = value
        return frame

    return _edit(table, change)


def _twice(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, frame.tail(1)])


def _in_latin_1(folder: Path) -> None:
    path = folder / "claimants.csv"
    path.write_bytes(path.read_bytes().replace(b"Ministry of Defence", b"Minist\xe8re"))


def faults() -> Iterator[Fault]:
    """Every fault, each in a collection that is sound otherwise."""
    yield Fault("not UTF-8", _in_latin_1, "claimants.csv", 8, "", "UTF-8")
    yield Fault(
        "a column missing",
        _edit("incidents", lambda frame: frame.drop(columns="weapon")),
        "incidents.csv", 1, "weapon", "column",
    )  # fmt: skip
    yield Fault(
        "a column too many",
        _edit("incidents", lambda frame: frame.assign(troops="none")),
        "incidents.csv", 1, "troops", "column",
    )  # fmt: skip
    yield Fault(
        "a wrong type", _put("claims", 3, "value_min", "many"),
        "claims.csv", 3, "value_min", "whole number",
    )  # fmt: skip
    yield Fault(
        "a duplicate id", _edit("incidents", _twice),
        "incidents.csv", 9, "incident_id", "id",
    )  # fmt: skip
    yield Fault(
        "a dangling reference", _put("claims", 2, "claimant_id", "nobody-known"),
        "claims.csv", 2, "claimant_id", "claimants.csv",
    )  # fmt: skip
    yield Fault(
        "a point outside its region", _put("incidents", 5, "latitude", "61.5"),
        "incidents.csv", 5, "latitude", "region",
    )  # fmt: skip
    yield Fault(
        "a descriptor that is no JSON",
        lambda folder: (folder / "datapackage.json").write_text("{"),  # type: ignore[return-value]
        "datapackage.json", 0, "", "JSON",
    )  # fmt: skip
    yield Fault(
        "a table missing", lambda folder: (folder / "claims.csv").unlink(),
        "claims.csv", 0, "", "file",
    )  # fmt: skip
