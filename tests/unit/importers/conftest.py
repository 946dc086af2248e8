"""Made-up files that are true to form: the real headers, invented events."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from strikemap.importers import Imported, ImportOptions, import_file
from strikemap.importers.forms import ucdp_header

_ACLED_NAMES = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region
country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale
notes fatalities tags timestamp
"""
ACLED_HEADER = _ACLED_NAMES.split()
_VIINA_NAMES = """
viina_version event_id_1pd date n_reports event_ids sources geonameid feature_code asciiname
ADM1_NAME ADM1_CODE ADM2_NAME ADM2_CODE longitude latitude GEO_PRECISION t_mil_b a_rus_b
a_ukr_b a_rus_init_b a_ukr_init_b a_civ_b a_other_b t_aad_b t_airstrike_b t_airalert_b t_uav_b
t_armor_b t_arrest_b t_artillery_b t_control_b t_firefight_b t_ied_b t_raid_b t_occupy_b
t_property_b t_cyber_b t_hospital_b t_milcas_b t_civcas_b t_retreat_b t_loc_b t_san_b tid
"""
VIINA_HEADER = _VIINA_NAMES.split()
ACLED_ROW = {
    "event_id_cnty": "RUS1",
    "event_date": "2025-05-16",
    "year": "2025",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Ukraine (2019-)",
    "inter1": "8",
    "actor2": "Civilians (Russia)",
    "inter2": "7",
    "interaction": "78",
    "iso": "643",
    "country": "Russia",
    "admin1": "Belgorod",
    "location": "Belgorod",
    "latitude": "50.6",
    "longitude": "36.6",
    "geo_precision": "1",
    "source": "Made-up Gazette; Telegram",
    "source_scale": "New media",
    "notes": "On 16 May 2025, a made-up strike, with a comma.",
    "fatalities": "2",
    "timestamp": "1748000000",
}
UCDP_ROW = {
    "id": "500001",
    "year": "2025",
    "type_of_violence": "1",
    "conflict_name": "Made-up conflict",
    "source_office": "Made-up Agency",
    "where_prec": "1",
    "where_coordinates": "Belgorod city",
    "where_description": "Belgorod city",
    "latitude": "50.6",
    "longitude": "36.6",
    "country": "Russia (Soviet Union)",
    "date_prec": "1",
    "date_start": "2025-03-01 00:00:00.000",
    "date_end": "2025-03-01 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "1",
    "deaths_civilians": "2",
    "deaths_unknown": "0",
    "best": "3",
    "high": "5",
    "low": "2",
}
VIINA_ROW = dict.fromkeys(VIINA_HEADER, "0") | {
    "event_id_1pd": "20240301_1",
    "date": "20240301",
    "n_reports": "3",
    "sources": "ria;pravdaua",
    "asciiname": "Dzhankoy",
    "ADM1_NAME": "Crimea",
    "longitude": "34.39",
    "latitude": "45.71",
    "GEO_PRECISION": "ADM3",
    "t_mil_b": "1",
    "t_uav_b": "1",
}
TODAY = date(2025, 8, 1)

Make = Callable[..., bytes]


def table(header: Sequence[str], rows: Sequence[dict[str, str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue().encode("utf-8")


@pytest.fixture
def acled() -> Make:
    """An ACLED export: each argument changes cells of the standard row."""

    def make(*changes: dict[str, str], extra: Sequence[str] = ()) -> bytes:
        rows = [ACLED_ROW | {"event_id_cnty": f"RUS{n}"} | c for n, c in enumerate(changes, 1)]
        return table([*ACLED_HEADER, *extra], rows or [ACLED_ROW])

    return make


@pytest.fixture
def ucdp() -> Make:
    """A UCDP GED file, with its header or without."""

    def make(*changes: dict[str, str], header: bool = True) -> bytes:
        rows = [UCDP_ROW | {"id": f"50000{n}"} | c for n, c in enumerate(changes, 1)]
        made = table(ucdp_header.COLUMNS, rows or [UCDP_ROW])
        return made if header else made.split(b"\n", 1)[1]

    return make


@pytest.fixture
def viina() -> Make:
    """A VIINA event_1pd file."""

    def make(*changes: dict[str, str]) -> bytes:
        rows = [VIINA_ROW | {"event_id_1pd": f"20240301_{n}"} | c for n, c in enumerate(changes, 1)]
        return table(VIINA_HEADER, rows or [VIINA_ROW])

    return make


@pytest.fixture
def plain() -> Make:
    """A plain table from dictionaries with the same keys."""

    def make(*rows: dict[str, str], delimiter: str = ",") -> bytes:
        return table(list(rows[0]), rows, delimiter)

    return make


@pytest.fixture
def imported() -> Callable[..., Imported]:
    """`import_file` on a fixed day, with the options given by name."""

    def run(source: bytes, form: str | None = None, **options: object) -> Imported:
        return import_file(source, form, ImportOptions(today=TODAY, **options))  # type: ignore[arg-type]

    return run
