"""Who says what of made-up incidents, and where it is printed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from bench.synthetic_text import Text, days_as_text, joined, picked, same
from strikemap.geography import regions
from strikemap.model import TABLES

OFFICES = (
    ("ministry-of-defence", "Ministry of defence", "ministry", "russia", "ru-government", 2),
    ("emergency-services", "Emergency services", "emergency_services", "russia", "ru-services", 3),
    ("news-agency", "State news agency", "state_media", "russia", "ru-government", 4),
    ("general-staff", "General staff", "ukrainian_officials", "ukraine", "ua-military", 5),
    ("newsroom", "Independent newsroom", "independent_media", "other", "newsroom", 6),
)
_PUBLISHERS = ("Agency One", "Daily Two", "Observer Three")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn once for each incident, before any of it is text."""

    town: npt.NDArray[np.int64]
    day: npt.NDArray[np.datetime64]
    until: npt.NDArray[np.datetime64]
    kind: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    precision: npt.NDArray[np.int64]


def claims_of(
    chance: np.random.Generator, towns: pd.DataFrame, drawn: Drawn, incident: Text
) -> dict[str, Text]:
    """The columns of the claims about the incidents whose ids are *incident*."""
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
    drawn: Drawn,
    incident: Text,
    measure: str,
    at: npt.NDArray[np.int64],
    speaker: int,
    is_update: bool,
) -> dict[str, Text]:
    size = len(at)
    ids = incident.take(pa.array(at))
    which = "2" if is_update else "1"
    voice = chance.integers(1, len(OFFICES) + 1, size) if speaker else np.zeros(size, dtype=int)
    offices = ["governor", *(each[0] for each in OFFICES)]
    governor = picked([f"governor-{code.lower()}" for code in towns["region"]], drawn.town[at])
    claimant = pc.if_else(pa.array(voice == 0), governor, picked(offices, voice))
    counted = measure != "damage"
    most = 0.45 if measure == "killed" else 1.4
    number = np.minimum(chance.negative_binomial(0.35, 0.35 / (0.35 + most), size), 80)
    number += int(is_update)
    bound = chance.choice(4, size, p=[0.86, 0.05, 0.07, 0.02]) if counted else np.full(size, 4)
    bound[(bound == 3) & (number == 0)] = 0
    value = pc.cast(pa.array(number), pa.large_string())
    published = drawn.until[at] + chance.integers(0, 2, size)
    paper = picked(["agency-one", "daily-two", "observer-three"], chance.integers(0, 3, size))
    told = (
        joined(" ", pa.scalar("The toll was given as", pa.large_string()), value,
              pa.scalar(f"{measure}.", pa.large_string()))
        if counted
        else same("Damage was told of without a toll.", size)
    )  # fmt: skip
    return {
        "claim_id": joined("-", ids, claimant, pa.scalar(f"{measure}-{which}", pa.large_string())),
        "incident_id": ids,
        "measure": same(measure, size),
        "subject": same("people" if counted else "house", size),
        "value_min": pc.if_else(pa.array(bound < 3), value, ""),
        "value_max": pc.if_else(pa.array((bound < 2) | (bound == 3)), value, ""),
        "bound": picked(["exact", "about", "at_least", "up_to", ""], bound),
        "certainty": picked(["stated", "preliminary"], (chance.random(size) < 0.1).astype(int)),
        "statement": told,
        "claimant_id": claimant,
        "claimed_on": days_as_text(drawn.until[at]) if not is_update else days_as_text(published),
        "source_id": joined("-", paper, days_as_text(published)),
        "locator": picked([str(n) for n in range(1, 9)], chance.integers(0, 8, size)),
        "supersedes": joined("-", ids, claimant, pa.scalar(f"{measure}-1", pa.large_string()))
        if is_update
        else same("", size),
    }


def claimants_of(towns: pd.DataFrame, used: set[str]) -> pd.DataFrame:
    """The table of those of the governors and offices whose ids are among *used*."""
    rows = [
        (f"governor-{code.lower()}", f"Governor of {regions()[code].name}", "regional_governor",
         "russia", f"government-{code.lower()}", 1)
        for code in sorted(set(towns["region"]))
    ]  # fmt: skip
    rows += list(OFFICES)
    names = TABLES["claimants"].columns
    kept = [tuple(map(str, row)) for row in rows if row[0] in used]
    return pd.DataFrame(kept, columns=list(names), dtype="str")


def sources_of(ids: Text) -> pd.DataFrame:
    """The table of the sources *ids*, each a paper and a day."""
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
