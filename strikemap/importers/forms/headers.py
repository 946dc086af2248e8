"""
Which headers of a table of anybody's mean what: its fields, and the names that people and other
projects give to them, in English, Ukrainian and Russian.

The data sets, whose headers are fixed, stand in `data_set_headers`, whose names these are in
`header_sources`.  A header is compared in lower case, its words joined by `_` and without its
punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from strikemap.importers.cells.toll_words import speaks_of_tolls
from strikemap.importers.forms.meaning import Meaning
from strikemap.importers.forms.toll_headers import TOLLS
from strikemap.vocabularies import CASUALTY_MEASURES, NOT_SAID

PLAIN: Mapping[str, Meaning] = {
    "incident_id": Meaning(
        "the row's permanent id",
        "id event_id event_id_cnty entry unique_reference_code #event+id "
        "ид идентификатор ідентифікатор",
    ),
    "title": Meaning(
        "a short title that names no perpetrator",
        "headline event_title heading заголовок назва_події название_события",
    ),
    "summary": Meaning(
        "what was reported",
        "description notes details text event_description what_happened comment comments "
        "assessment описание опис подробности деталі примечание примечания примітка примітки "
        "событие подія event комментарий "
        "коментар что_произошло что_случилось що_сталося що_трапилося what",
    ),
    "date_start": Meaning(
        "the day, or the first on which it may have happened",
        "date event_date when start_date date_from start incident_date date_of_event "
        "date_event datetime date_time date_local date_utc event_time incident_time occurred_on "
        "occurred_at "
        "дата дата_события дата_події дата_и_время дата_та_час дата_время дата_час дата_обстрела "
        "дата_обстрілу дата_удара дата_удару дата_атаки дата_инцидента дата_інциденту attack_date "
        "strike_date date_of_attack date_of_strike event_datetime "
        "дата_происшествия дата_нападения дата_нападу дата_пригоди дата_начала дата_початку "
        "date_of_incident date_of_shelling shelling_date event_date_on "
        "#date #date+start #date+occurred time_start",
    ),
    "year": Meaning(
        "the year, where the day is parted over columns", "iyear event_year yyyy год рік"
    ),
    "month": Meaning(
        "the month, by number or name, where the day is parted over columns",
        "imonth event_month month_number месяц місяць",
    ),
    "day": Meaning(
        "the day of the month, where the day is parted over columns; 0 or empty: not known",
        "iday event_day day_of_month день число",
    ),
    "date_end": Meaning(
        "the last day on which it may have happened",
        "end_date date_to end time_end дата_окончания дата_конца дата_завершення #date+end",
    ),
    "time": Meaning(
        "the time of day, used where its zone is given too",
        "time_utc time_gmt utc_time clock_time time_local local_time время час время_utc час_utc",
    ),
    "time_zone": Meaning(
        "the time's zone, as UTC, +03:00 or Europe/Kyiv",
        "timezone tz time_zone_name utc_offset часовой_пояс часовий_пояс",
    ),
    "event_type": Meaning("ACLED's event type", "#event+type"),
    "sub_event_type": Meaning("ACLED's sub-event type"),
    "weapon": Meaning("the weapon, by the model's codes", "weapon_type means оружие зброя"),
    "target": Meaning("what was struck, by the model's codes", "target_type цель ціль объект"),
    "part_of_day": Meaning("part of the day, by the model's codes", "time_of_day"),
    "place": Meaning(
        "the place in English",
        "location city town settlement place_name location_name locality village name_of_place "
        "where address asciiname населённый_пункт населенный_пункт населений_пункт место місце "
        "город місто нас_пункт нп громада_нп населений_пункт_район населённый_пункт_район "
        "населенный_пункт_район #loc #loc+name #loc+town",
    ),
    "place_local": Meaning("the place in the local language", "place_ru place_uk location_local"),
    "region": Meaning(
        "the region, by name or ISO 3166-2 code, used where there is no point",
        "admin1 oblast province provstate adm1 adm1_name adm_1 область регион регіон субъект "
        "субъект_рф субъект_федерации субъект_российской_федерации суб_єкт_рф регион_рф регіон_рф "
        "обл federal_subject adm1_en adm1_ru adm1_ua "
        "#adm1 #adm1+name",
    ),
    "territory": Meaning(
        "the territory, russia or occupied_ukraine; checked against the boundaries"
    ),
    "latitude": Meaning(
        "degrees north",
        "lat la y_coord point_y coord_y latitude_wgs84 gps_lat geo_lat широта шир #geo+lat y",
    ),
    "longitude": Meaning(
        "degrees east",
        "lon lng long lo x_coord point_x coord_x longitude_wgs84 gps_lon gps_lng geo_lon geo_lng "
        "долгота довгота долг #geo+lon #geo+lng x",
    ),
    "coordinates": Meaning(
        "degrees north and east in one column",
        "coords coordinate lat_lon latlon lat_lng latlng lat_long latitude_longitude geolocation "
        "gps geo point geom the_geom geom_wkt wkt geometry координаты координати "
        "coordinates_lat_lon coordinates_lat_long "
        "координаты_ш_д координаты_широта_долгота координати_ш_д координати_широта_довгота "
        "#geo+coord #geo",
    ),
    "coordinates_east_first": Meaning(
        "degrees east and north in one column, the eastern ones first",
        "lon_lat lonlat lng_lat lnglat long_lat longitude_latitude coordinates_lon_lat "
        "coordinates_long_lat координаты_д_ш координаты_долгота_широта координати_д_ш "
        "координати_довгота_широта",
    ),
    "crs": Meaning("the coordinates' system, where it is Web Mercator (EPSG:3857)", "srs epsg"),
    "geo_precision": Meaning(
        "how exactly the place is known: 1 the town, 2 near it or a district, 3 the region alone"
    ),
    **TOLLS,
    "claimant": Meaning(
        "who says so",
        "according_to said_by claimed_by по_данным за_даними кто_сообщил кто_сообщает "
        "хто_повідомив хто_повідомляє",
    ),
    "claimant_type": Meaning("the kind of claimant, by the model's codes"),
    "side": Meaning("the claimant's side: russia, ukraine or other"),
    "publisher": Meaning(
        "who published it",
        "source sources source_name outlet источник джерело источники джерела src #meta+source",
    ),
    "source_title": Meaning("the publication's headline"),
    "url": Meaning(
        "the publication's address",
        "source_url link links source_link href web_address ссылка ссылки посилання link_1 url_1 "
        "source_url_1 source_link_1 ссылка_1 посилання_1 #meta+url",
    ),
    "published": Meaning("the day of publication", "published_on publication_date date_published"),
    "language": Meaning("the publication's language, as en", "lang"),
    "time_precision": Meaning(
        "how exactly the day is known: 1 the day, 2 within a week, 3 longer; checked against the "
        "days"
    ),
    "date_basis": Meaning("where the day comes from, by the model's codes"),
    "same_as": Meaning("the same event in another collection, as collection/incident_id"),
}
"""`killed`, `deaths` and `fatalities` are ACLED's, UCDP's, Airwars' and GTD's (`nkill`) names;
`#…` are hashtags of the Humanitarian Exchange Language 1.1 (HXL hashtag dictionary); `_low`,
`_headline`, `_high`, `_known` and `_according_to` this project's own exports'.  Tolls have more
names than a list could: `toll_names` puts them together of their words."""

OURS_EVIDENCE = "event_evidence"
"""A column that this project's exports alone have."""

OURS_ALONE = frozenset({"status", "merged_into", OURS_EVIDENCE, "responsibility_evidence"})
"""Columns of this project's exports that are worked out anew from the claims."""

OURS_LEFT = frozenset(f"{measure}_{NOT_SAID}" for measure in CASUALTY_MEASURES)
"""Columns of this project's exports that hold what is left of a headline figure."""

_NO_TOLLS = re.compile(
    r"(?:^|_)(?:event|incident|object|global|geoname|row|[fgou]u?)?id$|^id_|"
    r"(?:^|_)i?(?:year|month)(?:_|$)|^i?day(?:_|$)|(?<!to)(?:^|_)date(?:_|\d|$)|"
    r"^(?:date)?time(?:_|$)|(?:^|_)(?:date)?time$|precision|_prec$|"
    r"(?:^|_)(?:geo|post|zip|p)?code$|^iso(?:_|\d|$)|geoname|^zip(?:_|$)|postal|"
    r"(?:^|_)(?:tele)?phone(?:_|$)|^(?:lat(?:itude)?|lon(?:g|gitude)?|lng)(?:_|\d|$)|"
    r"_lat$|_lon$|^x$|^y$|elevation|altitude|^easting|^northing|version|^index(?:_|$)|^no$|^nr$|"
    r"^row(?:_|$)|population|distance|_km$|^inter\d|^interaction$|_rank$|_score$|^rank$|"
    r"^год(?:_|$)|^рік(?:_|$)|^номер(?:_|$)|^код(?:_|$)|^unnamed|^no_[зп]_п$|^п_п$|^country$|"
    r"^extended$|^specificity|^capacity|"
    r"^(?:number_of_|n_|num_)?(?:sources?|mentions|articles|reports|drones?|uavs?|missiles?|"
    r"rockets?|бпла|бла|дронов|дронів|ракет)(?:_(?:launched|downed|shot_down|intercepted|used|count|шт))?$|"
    r"^сбито|^збито|^перехвачено|^перехоплено|^повреждено|^пошкоджено|^damaged|^destroyed"
)
"""Names of columns of numbers that surely count no people, where they name no toll besides; bound
to whole words: “updated” is no date, “latest” no latitude, and “killed to date” a toll."""


def plain(header: str) -> str:
    """*header* as the tables here have it: lower case, words joined by `_`."""
    made = unicodedata.normalize("NFKC", header).casefold().strip()
    if made.startswith("#"):
        return re.sub(r"\s+", "", made)
    return re.sub(r"[\W_]+", "_", made).strip("_")


NAMES: Mapping[str, str] = {
    plain(name): field for field, meaning in PLAIN.items() for name in (*meaning.names, field)
}
"""The field that each known name stands for."""


def counts_no_people(header: str) -> bool:
    """Whether the numbers under *header* surely count no people, by its words."""
    name = plain(header)
    return not speaks_of_tolls(name.replace("_", " ")) and _NO_TOLLS.search(name) is not None
