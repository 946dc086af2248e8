"""
Made-up collections of any size, the same for the same seed, clustered as reported strikes are.

Places are the gazetteer's towns: few take most, and the regions along the front nearly all.  Days
come in bursts that grow over the years.  An incident has one claim to five; four in ten have no
toll, one in nine a second claimant who may differ, one in twenty an update that supersedes.
Nothing in them happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import collection
from strikemap.geography import regions
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
_OFFICES = (
    ("ministry-of-defence", "Ministry of defence", "ministry", "russia", "ru-government", 2),
    ("emergency-services", "Emergency services", "emergency_services", "russia", "ru-services", 3),
    ("news-agency", "State news agency", "state_media", "russia", "ru-government", 4),
    ("general-staff", "General staff", "ukrainian_officials", "ukraine", "ua-military", 5),
    ("newsroom", "Independent newsroom", "independent_media", "other", "newsroom", 6),
)
_PUBLISHERS = ("Agency One", "Daily Two", "Observer Three")

Text = pa.Array
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn once for each incident, before any of it is text."""

    town: npt.NDArray[np.int64]
    day: npt.NDArray[np.datetime64]
    until: npt.NDArray[np.datetime64]
    kind: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    precision: npt.NDArray[np.int64]


def make(size: int, seed: int = SEED) -> tuple[Tables, dict[str, object]]:
    """
    *size* incidents with claims: the model's tables as frames of text, and their descriptor.

    The same *size* and *seed* give the same tables.
    """
    chance = np.random.default_rng([seed, size])
    towns = _towns(chance)
    drawn = _draw(chance, towns, size)
    incidents = _incidents(chance, towns, drawn)
    claims = _claims(chance, towns, drawn, incidents["incident_id"])
    tables: Tables = {
        "incidents": _frame("incidents", incidents),
        "claims": _frame("claims", claims),
        "claimants": _claimants(towns, set(claims["claimant_id"].unique().to_pylist())),
        "sources": _sources(claims["source_id"].unique()),
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
    """The folder `root/size` with such a collection, as CSV and Parquet; made where missing."""
    folder = root / str(size)
    if not (folder / "datapackage.json").exists():
        tables, contents = make(size, seed)
        collection.write(folder, tables, contents, parquet=True)
    return folder


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


def _draw(chance: np.random.Generator, towns: pd.DataFrame, size: int) -> _Drawn:
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
    return _Drawn(town, day, until, kind, target, precision)


def _shares(weights: Any) -> npt.NDArray[np.float64]:
    numbers = np.asarray(weights, dtype=np.float64)
    return numbers / numbers.sum()


def _incidents(chance: np.random.Generator, towns: pd.DataFrame, drawn: _Drawn) -> dict[str, Text]:
    size = len(drawn.town)
    where = chance.choice([1, 2, 3], size, p=[0.74, 0.21, 0.05])
    point = towns[["latitude", "longitude"]].to_numpy()[drawn.town]
    largest = towns.groupby("region")["population"].transform("idxmax").to_numpy()
    centre = towns[["latitude", "longitude"]].to_numpy()[largest][drawn.town]
    # A point near a town is off by a kilometre or two, as those read off a video's frames are.
    point = point + np.where(where[:, None] == 2, chance.normal(0, 0.012, (size, 2)), 0)
    point = np.round(np.where(where[:, None] == 3, centre, point), 4)
    known = pa.array(where < 3)
    place = _pick(towns["name"], drawn.town)
    said = _pick([each[3] for each in KINDS], drawn.kind)
    region = _pick(towns["region"], drawn.town)
    # One night between two days is night.
    is_night = (drawn.precision == 1) & (drawn.until > drawn.day)
    part = np.where(is_night, 1, chance.integers(0, 4, size))
    day, until = _days(drawn.day), _days(drawn.until)
    number = pc.cast(pa.array(np.arange(1, size + 1)), pa.large_string())
    told = _pick(SUMMARIES, chance.integers(0, len(SUMMARIES), size))
    sub = [each[0] for each in KINDS]
    return {
        "incident_id": _join(
            "-", day, _pick(towns["slug"], drawn.town), _pick([k[2] for k in KINDS], drawn.kind),
            number,
        ),
        "title": _join(" ", said, pa.scalar("in", pa.large_string()), place),
        "summary": _join(
            " ", said, pa.scalar("near", pa.large_string()), place, told,
            pa.scalar("(no.", pa.large_string()), number,
            pa.scalar("of the series).", pa.large_string()),
        ),
        "date_start": day,
        "date_end": until,
        "time_precision": _pick(["", "1", "2"], drawn.precision),
        "date_basis": _pick(["", "stated", "inferred"], drawn.precision),
        "part_of_day": _pick(["", "night", "morning", "day"], part),
        "event_type": _pick([_EVENT_OF[name] for name in sub], drawn.kind),
        "sub_event_type": _pick(sub, drawn.kind),
        "weapon": _pick([each[1] for each in KINDS], drawn.kind),
        "target": _pick([each[0] for each in TARGETS], drawn.target),
        "place": pc.if_else(known, place, ""),
        "place_local": pc.if_else(known, _pick(towns["name_local"], drawn.town), ""),
        "region": region,
        "territory": _pick(
            ["occupied_ukraine" if code in OCCUPIED else "russia" for code in towns["region"]],
            drawn.town,
        ),
        "latitude": pc.cast(pa.array(point[:, 0]), pa.large_string()),
        "longitude": pc.cast(pa.array(point[:, 1]), pa.large_string()),
        "geo_precision": _pick(["", "1", "2", "3"], where),
        "status": _same("active", size),
    }  # fmt: skip


def _claims(
    chance: np.random.Generator, towns: pd.DataFrame, drawn: _Drawn, incident: Text
) -> dict[str, Text]:
    size = len(drawn.town)
    everyone = np.arange(size)
    has_toll = chance.random(size) < 0.6
    rival = has_toll & (chance.random(size) < 0.11)
    update = has_toll & (chance.random(size) < 0.05)
    killed = has_toll & (chance.random(size) < 0.6)
    # Measure, incidents, who speaks (0: the region's governor), and whether it is an update.
    parts = [
        ("damage", everyone[~has_toll], 0, False),
        ("injured", everyone[has_toll], 0, False),
        ("killed", everyone[killed], 0, False),
        ("injured", everyone[rival], 1, False),
        ("injured", everyone[update], 0, True),
    ]
    made = [_part(chance, towns, drawn, incident, *part) for part in parts if len(part[1])]
    return {name: pa.concat_arrays([part[name] for part in made]) for name in made[0]}


def _part(
    chance: np.random.Generator,
    towns: pd.DataFrame,
    drawn: _Drawn,
    incident: Text,
    measure: str,
    at: npt.NDArray[np.int64],
    speaker: int,
    is_update: bool,
) -> dict[str, Text]:
    size = len(at)
    ids = incident.take(pa.array(at))
    which = "2" if is_update else "1"
    voice = chance.integers(1, len(_OFFICES) + 1, size) if speaker else np.zeros(size, dtype=int)
    offices = ["governor", *(each[0] for each in _OFFICES)]
    governor = _pick([f"governor-{code.lower()}" for code in towns["region"]], drawn.town[at])
    claimant = pc.if_else(pa.array(voice == 0), governor, _pick(offices, voice))
    counted = measure != "damage"
    most = 0.45 if measure == "killed" else 1.4
    number = np.minimum(chance.negative_binomial(0.35, 0.35 / (0.35 + most), size), 80)
    number += int(is_update)
    bound = chance.choice(4, size, p=[0.86, 0.05, 0.07, 0.02]) if counted else np.full(size, 4)
    bound[(bound == 3) & (number == 0)] = 0
    value = pc.cast(pa.array(number), pa.large_string())
    published = drawn.until[at] + chance.integers(0, 2, size)
    paper = _pick(["agency-one", "daily-two", "observer-three"], chance.integers(0, 3, size))
    told = (
        _join(" ", pa.scalar("The toll was given as", pa.large_string()), value,
              pa.scalar(f"{measure}.", pa.large_string()))
        if counted
        else _same("Damage was told of without a toll.", size)
    )  # fmt: skip
    return {
        "claim_id": _join("-", ids, claimant, pa.scalar(f"{measure}-{which}", pa.large_string())),
        "incident_id": ids,
        "measure": _same(measure, size),
        "subject": _same("people" if counted else "house", size),
        "value_min": pc.if_else(pa.array(bound < 3), value, ""),
        "value_max": pc.if_else(pa.array((bound < 2) | (bound == 3)), value, ""),
        "bound": _pick(["exact", "about", "at_least", "up_to", ""], bound),
        "certainty": _pick(["stated", "preliminary"], (chance.random(size) < 0.1).astype(int)),
        "statement": told,
        "claimant_id": claimant,
        "claimed_on": _days(drawn.until[at]) if not is_update else _days(published),
        "source_id": _join("-", paper, _days(published)),
        "locator": _pick([str(n) for n in range(1, 9)], chance.integers(0, 8, size)),
        "supersedes": _join("-", ids, claimant, pa.scalar(f"{measure}-1", pa.large_string()))
        if is_update
        else _same("", size),
    }


def _claimants(towns: pd.DataFrame, used: set[str]) -> pd.DataFrame:
    rows = [
        (f"governor-{code.lower()}", f"Governor of {regions()[code].name}", "regional_governor",
         "russia", f"government-{code.lower()}", 1)
        for code in sorted(set(towns["region"]))
    ]  # fmt: skip
    rows += list(_OFFICES)
    names = TABLES["claimants"].columns
    kept = [tuple(map(str, row)) for row in rows if row[0] in used]
    return pd.DataFrame(kept, columns=list(names), dtype="str")


def _sources(ids: Text) -> pd.DataFrame:
    named = pd.Series(ids.to_pandas().to_numpy(), dtype="str").sort_values().reset_index(drop=True)
    day = named.str[-10:]
    publisher = named.str[:-11].map(
        dict(zip(("agency-one", "daily-two", "observer-three"), _PUBLISHERS, strict=True))
    )
    made = pd.DataFrame({"source_id": named, "publisher": publisher}, dtype="str")
    made["title"] = "Summary of " + day
    made["published"], made["accessed"] = day, "2026-01-31"
    made["language"], made["kind"] = "ru", "news_article"
    made["note"] = "Made up, so without an address."
    return made.reindex(columns=list(TABLES["sources"].columns), fill_value="").astype("str")


def _frame(name: str, columns: dict[str, Text]) -> pd.DataFrame:
    size = len(next(iter(columns.values())))
    whole = {each: columns.get(each, _same("", size)) for each in TABLES[name].columns}
    return pa.table(whole).to_pandas()


def _pick(of: Any, at: npt.NDArray[Any]) -> Text:
    return pa.array(list(of), pa.large_string()).take(pa.array(at))


def _same(text: str, size: int) -> Text:
    return pa.repeat(pa.scalar(text, pa.large_string()), size)


def _days(days: npt.NDArray[np.datetime64]) -> Text:
    return _pick(*_numbered(days))


def _numbered(days: npt.NDArray[np.datetime64]) -> tuple[list[str], npt.NDArray[np.int64]]:
    values, at = np.unique(days.astype("datetime64[D]"), return_inverse=True)
    return [str(day) for day in values], at


def _join(mark: str, *parts: Any) -> Text:
    return pc.binary_join_element_wise(*parts, pa.scalar(mark, pa.large_string()))
