"""
Made-up collections of any size, the same for the same seed, clustered as reported strikes are.

Places are the gazetteer's towns: few take most, and the regions along the front nearly all.  Days
come in bursts that grow over the years.  An incident has one claim to five; four in ten have no
toll, one in nine a second claimant who may differ, one in twenty an update that supersedes.
Nothing in them happened.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from bench.synthetic_claims import Drawn, claimants_of, claims_of, sources_of
from bench.synthetic_text import Text, days_as_text, joined, picked, same
from strikemap import collection
from strikemap.model import TABLES
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE

SEED = 20230531
FIRST, LAST = np.datetime64("2022-02-24"), np.datetime64("2025-12-31")
GAZETTEER = Path(__file__).parents[1] / "static" / "boundaries" / "gazetteer.csv"

RUSSIA = {
    "RU-BEL": 40, "RU-KRS": 18, "RU-BRY": 10, "RU-VOR": 6, "RU-ROS": 7, "RU-KDA": 7,
    "RU-MOW": 2, "RU-MOS": 4, "RU-SAR": 2, "RU-SMO": 2, "RU-TUL": 1, "RU-TA": 1,
}  # fmt: skip
OCCUPIED = {"UA-14": 30, "UA-09": 10, "UA-23": 8, "UA-65": 12, "UA-43": 8}

KINDS = (
    ("Air/drone strike", "drone", "drone-strike", "Drone strike", 45),
    ("Shelling/artillery/missile attack", "artillery", "shelling", "Shelling", 33),
    ("Shelling/artillery/missile attack", "missile", "missile-strike", "Missile strike", 6),
    ("Disrupted weapons use", "drone", "drones-intercepted", "Drones intercepted", 9),
    ("Remote explosive/landmine/IED", "explosive", "explosion", "Explosion", 4),
    ("Armed clash", "small_arms", "clash", "Clash", 2),
    ("unknown", "unknown", "incident", "Incident", 1),
)
TARGETS = (
    ("residential", 46), ("energy", 14), ("transport", 8), ("industrial", 8), ("military", 6),
    ("government", 3), ("education", 2), ("other", 5), ("unknown", 8),
)  # fmt: skip
SUMMARIES = (
    "was reported by the authorities; windows and a roof were said to be broken",
    "was reported; a vehicle and a fence were said to be hit, and power was cut to some streets",
    "was reported in the morning summary, without the exact place",
    "was reported to have started a fire, which was put out within hours",
    "was reported; an outbuilding and a gas pipe were said to be damaged",
)
_EVENT_OF = {sub: kind for kind, subs in SUB_EVENT_TYPES_BY_TYPE.items() for sub in subs}
Tables = dict[str, pd.DataFrame]


def make(size: int, seed: int = SEED) -> tuple[Tables, dict[str, object]]:
    """
    *size* incidents with claims: the model's tables as frames of text, and their descriptor.

    The same *size* and *seed* give the same tables.
    """
    chance = np.random.default_rng([seed, size])
    towns = _towns(chance)
    drawn = _draw(chance, towns, size)
    incidents = _incidents(chance, towns, drawn)
    claims = claims_of(chance, towns, drawn, incidents["incident_id"])
    tables: Tables = {
        "incidents": _frame("incidents", incidents),
        "claims": _frame("claims", claims),
        "claimants": claimants_of(towns, set(claims["claimant_id"].unique().to_pylist())),
        "sources": sources_of(claims["source_id"].unique()),
        "corrections": pd.DataFrame({n: [] for n in TABLES["corrections"].columns}, dtype="str"),
    }
    return tables, collection.descriptor(
        f"synthetic-{size}",
        f"Synthetic, {size:,} incidents",
        "Made up for measuring; nothing in it happened.",
        "1.0.0",
        [{"name": "CC0-1.0", "title": "Public domain"}],
        (str(FIRST - 7), str(LAST)),
        sorted(set(incidents["region"].unique().to_pylist())),
        updated="2026-01-31",
    )


def written(root: Path, size: int, seed: int = SEED) -> Path:
    """
    The folder `root/size` with such a collection, as CSV and Parquet.

    It is made where it is missing, or was made for other tables or by another script than today's.
    """
    folder, mark = root / str(size), root / f"{size}.made-by"
    today = made_by()
    if not mark.exists() or mark.read_text("utf-8") != today:
        shutil.rmtree(folder, ignore_errors=True)
        tables, contents = make(size, seed)
        collection.write(folder, tables, contents, parquet=True)
        mark.write_text(today, "utf-8")
    return folder


def made_by() -> str:
    """A hash of the tables that a collection has, and of the scripts that make one up."""
    found = hashlib.sha256(repr([(of.name, of.columns) for of in TABLES.values()]).encode())
    for script in sorted(Path(__file__).parent.glob("synthetic*.py")):
        found.update(script.read_bytes())
    return found.hexdigest()


def next_version(root: Path, size: int, seed: int = SEED) -> tuple[Path, Path]:
    """
    A collection of *size* incidents, and its next version with a tenth more, in folders of *root*.

    The first is the second without the incidents whose ids come last, so that the tables of one
    beside those of the other can be sound.
    """
    tables, contents = make(size + size // 10, seed)
    incidents = tables["incidents"].sort_values("incident_id")[:size]
    claims = tables["claims"]
    claims = claims[claims["incident_id"].isin(incidents["incident_id"])]
    sources = tables["sources"]
    sources = sources[sources["source_id"].isin(claims["source_id"])]
    claimants = tables["claimants"]
    claimants = claimants[claimants["claimant_id"].isin(claims["claimant_id"])]
    old, new = root / f"{size}-old", root / f"{size}-new"
    fewer = {"incidents": incidents, "claims": claims, "sources": sources, "claimants": claimants}
    collection.write(old, {**tables, **fewer}, contents)
    collection.write(new, tables, contents)
    return old, new


def _towns(chance: np.random.Generator) -> pd.DataFrame:
    found = pd.read_csv(GAZETTEER, dtype={"name": str, "name_local": str}, keep_default_na=False)
    weights = {**RUSSIA, **OCCUPIED}
    found = found[found["region"].isin(weights)].reset_index(drop=True)
    rank = chance.permutation(len(found))
    order = pd.Series(rank).groupby(found["region"]).rank()
    share = 1 / (order + 2.0)
    whole = share.groupby(found["region"]).transform("sum")
    found["weight"] = share / whole * found["region"].map(weights)
    plain = found["name"].str.lower().str.normalize("NFKD")
    slug = plain.str.replace("[^a-z0-9]+", "-", regex=True).str.strip("-")
    found["slug"] = slug.where(lambda text: text != "", "place")
    return found


def _draw(chance: np.random.Generator, towns: pd.DataFrame, size: int) -> Drawn:
    days = np.arange(FIRST, LAST + 1)
    growth = (0.15 + np.linspace(0, 1, len(days))) ** 1.4 * chance.lognormal(0, 0.5, len(days))
    # The last days are busy, so that each step of the timeline's end changes something.
    growth[-60:] = growth.max() / 2
    day = days[chance.choice(len(days), size, p=_shares(growth))]
    precision = chance.choice([1, 2], size, p=[0.93, 0.07])
    until = day + np.where(precision == 1, chance.random(size) < 0.2, 6).astype(int)
    until = np.minimum(until, LAST)
    town = chance.choice(len(towns), size, p=_shares(towns["weight"]))
    kind = chance.choice(len(KINDS), size, p=_shares([each[-1] for each in KINDS]))
    target = chance.choice(len(TARGETS), size, p=_shares([each[-1] for each in TARGETS]))
    return Drawn(town, day, until, kind, target, precision)


def _shares(weights: Any) -> npt.NDArray[np.float64]:
    numbers = np.asarray(weights, dtype=np.float64)
    parts: npt.NDArray[np.float64] = numbers / numbers.sum()
    return parts


def _incidents(chance: np.random.Generator, towns: pd.DataFrame, drawn: Drawn) -> dict[str, Text]:
    size = len(drawn.town)
    where = chance.choice([1, 2, 3], size, p=[0.74, 0.21, 0.05])
    point = towns[["latitude", "longitude"]].to_numpy()[drawn.town]
    largest = towns.groupby("region")["population"].transform("idxmax").to_numpy()
    centre = towns[["latitude", "longitude"]].to_numpy()[largest][drawn.town]
    # A point near a town is off by a kilometre or two, as those read off a video's frames are.
    point = point + np.where(where[:, None] == 2, chance.normal(0, 0.012, (size, 2)), 0)
    point = np.round(np.where(where[:, None] == 3, centre, point), 4)
    known = pa.array(where < 3)
    place = picked(towns["name"], drawn.town)
    said = picked([each[3] for each in KINDS], drawn.kind)
    region = picked(towns["region"], drawn.town)
    # One night between two days is night.
    is_night = (drawn.precision == 1) & (drawn.until > drawn.day)
    part = np.where(is_night, 1, chance.integers(0, 4, size))
    day, until = days_as_text(drawn.day), days_as_text(drawn.until)
    number = pc.cast(pa.array(np.arange(1, size + 1)), pa.large_string())
    told = picked(SUMMARIES, chance.integers(0, len(SUMMARIES), size))
    sub = [each[0] for each in KINDS]
    return {
        "incident_id": joined(
            "-", day, picked(towns["slug"], drawn.town), picked([k[2] for k in KINDS], drawn.kind),
            number,
        ),
        "title": joined(" ", said, pa.scalar("in", pa.large_string()), place),
        "summary": joined(
            " ", said, pa.scalar("near", pa.large_string()), place, told,
            pa.scalar("(no.", pa.large_string()), number,
            pa.scalar("of the series).", pa.large_string()),
        ),
        "date_start": day,
        "date_end": until,
        "time_precision": picked(["", "1", "2"], drawn.precision),
        "date_basis": picked(["", "stated", "inferred"], drawn.precision),
        "part_of_day": picked(["", "night", "morning", "day"], part),
        "event_type": picked([_EVENT_OF[name] for name in sub], drawn.kind),
        "sub_event_type": picked(sub, drawn.kind),
        "weapon": picked([each[1] for each in KINDS], drawn.kind),
        "target": picked([each[0] for each in TARGETS], drawn.target),
        "place": pc.if_else(known, place, ""),
        "place_local": pc.if_else(known, picked(towns["name_local"], drawn.town), ""),
        "region": region,
        "territory": picked(
            ["occupied_ukraine" if code in OCCUPIED else "russia" for code in towns["region"]],
            drawn.town,
        ),
        "latitude": pc.cast(pa.array(point[:, 0]), pa.large_string()),
        "longitude": pc.cast(pa.array(point[:, 1]), pa.large_string()),
        "geo_precision": picked(["", "1", "2", "3"], where),
        "status": same("active", size),
    }  # fmt: skip


def _frame(name: str, columns: dict[str, Text]) -> pd.DataFrame:
    size = len(next(iter(columns.values())))
    whole = {each: columns.get(each, same("", size)) for each in TABLES[name].columns}
    frame: pd.DataFrame = pa.table(whole).to_pandas()
    return frame
