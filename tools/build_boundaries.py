"""
Build `static/boundaries/` from prepared border and gazetteer files.

    python -m tools.build_boundaries FOLDER

FOLDER holds `regions.geojson` (first-level regions of Russia and Ukraine: `iso`, `country`,
`name_en`, `name_ru`, `name_uk`), `countries.geojson` (outlines: `cc`) and `gazetteer.csv`
(`name, name_cyr, lat, lon, pop`).  What they derive from, and under which licences, stands in
`static/boundaries/LICENSE.md`; the work is deterministic, so running it again changes nothing.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import shapely

TARGET = Path(__file__).parent.parent / "static" / "boundaries"
LOCAL_NAMES = Path(__file__).parent / "local_names.csv"
DECIMALS = 3
"""About 100 m: finer than the simplification of the borders themselves."""
SPELLINGS = {
    "UA-51": "Odesa Oblast",
    "UA-43": "Crimea",
    "UA-32": "Kyiv Oblast",
    "UA-30": "Kyiv",
    "RU-YEV": "Jewish Autonomous Oblast",
    "RU-KR": "Republic of Karelia",
}
CITIES = {
    "Arkhangel’sk": "Arkhangelsk",
    "Mykolayiv": "Mykolaiv",
    "Nizhniy Novgorod": "Nizhny Novgorod",
    "Orël": "Oryol",
    "Ryazan’": "Ryazan",
    "Vinnytsya": "Vinnytsia",
    "Zaporizhzhya": "Zaporizhzhia",
}
"""Cities that regions are called after and GeoNames spells otherwise: labels stand side by side."""
NEIGHBOURHOOD = shapely.box(-12, 30, 100, 75)
"""What the basemap can show of other countries; Russia and Ukraine are kept whole."""


SMALLEST_LABEL = 15_000
"""Places of fewer people are not named on the basemap."""


def main(folder: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    regions = _read(folder / "regions.geojson")
    countries = _read(folder / "countries.geojson")
    kept = [_region(feature) for feature in regions]
    kept.sort(key=lambda feature: feature["properties"]["iso"])
    _write(TARGET / "regions.geojson", kept)
    outlines: list[dict[str, Any]] = [
        {"type": "Feature", "properties": {"cc": each["properties"]["cc"]}, "geometry": shape}
        for each in countries
        if each["properties"]["cc"] not in ("RUS", "UKR")
        and (shape := _rounded(shapely.intersection(_shape(each), NEIGHBOURHOOD)))
    ]
    outlines.sort(key=lambda feature: feature["properties"]["cc"])
    _write(TARGET / "countries.geojson", outlines)
    _write_border(regions)
    _write_gazetteer(folder / "gazetteer.csv", kept)


def _write_border(regions: list[dict[str, Any]]) -> None:
    """The outlines of Russia and of Ukraine, as the United Nations recognises them."""
    lines = []
    for country in ("RU", "UA"):
        parts = [_shape(each) for each in regions if each["properties"]["country"] == country]
        outline = shapely.simplify(shapely.boundary(shapely.union_all(parts)), 0.004)
        whole: dict[str, Any] = json.loads(shapely.to_geojson(outline))
        whole["coordinates"] = _round(whole["coordinates"])
        lines.append({"type": "Feature", "properties": {"country": country}, "geometry": whole})
    _write(TARGET / "border.geojson", lines)


def _read(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return features


def _shape(feature: dict[str, Any]) -> shapely.Geometry:
    return shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))


def _rounded(shape: shapely.Geometry) -> dict[str, Any] | None:
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if not areas:
        return None
    whole = shapely.MultiPolygon(areas) if len(areas) > 1 else areas[0]
    rounded: dict[str, Any] = json.loads(shapely.to_geojson(whole))
    rounded["coordinates"] = _round(rounded["coordinates"])
    return rounded


def _round(value: Any) -> Any:
    if isinstance(value, list):
        return [_round(each) for each in value]
    return round(value, DECIMALS)


def _region(feature: dict[str, Any]) -> dict[str, Any]:
    of = feature["properties"]
    local = of["name_ru"] if of["country"] == "RU" else of["name_uk"]
    name = of["name_en"]
    if "область" in local and "Oblast" not in name:
        name += " Oblast"
    return {
        "type": "Feature",
        "properties": {
            "iso": of["iso"],
            "country": of["country"],
            "name_en": SPELLINGS.get(of["iso"], name),
            "name_ru": of["name_ru"],
            "name_uk": of["name_uk"],
        },
        "geometry": {
            **feature["geometry"],
            "coordinates": _round(feature["geometry"]["coordinates"]),
        },
    }


def _write(path: Path, features: list[dict[str, Any]]) -> None:
    lines = ",\n".join(
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features
    )
    path.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", "utf-8")


def _write_gazetteer(path: Path, regions: list[dict[str, Any]]) -> None:
    codes = [each["properties"]["iso"] for each in regions]
    tree = shapely.STRtree([_shape(each) for each in regions])
    with path.open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    points = shapely.points([float(p["lon"]) for p in places], [float(p["lat"]) for p in places])
    nearest = tree.nearest(points)
    found = (
        (codes[region], p["name"], p["name_cyr"], p["lat"], p["lon"], p["pop"])
        for p, region in zip(places, nearest, strict=True)
    )
    own = _local_names()
    rows = sorted(
        (region, name, own.get((region, name, *point), local), *point, people)
        for region, name, local, *point, people in found
    )
    with (TARGET / "gazetteer.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("region", "name", "name_local", "latitude", "longitude", "population"))
        out.writerows(rows)
    cities = [
        [
            _escaped(CITIES.get(p["name"], p["name"])),
            round(float(p["lat"]), 3),
            round(float(p["lon"]), 3),
            int(p["pop"]),
        ]
        for p in sorted(places, key=lambda p: (-int(p["pop"]), p["name"]))
        if int(p["pop"]) >= SMALLEST_LABEL and not p["name"].startswith("Gorod ")
    ]
    lines = ",\n".join(json.dumps(city, ensure_ascii=False) for city in cities)
    (TARGET / "cities.json").write_text(f"[\n{lines}\n]\n", "utf-8")


def _local_names() -> dict[tuple[str, ...], str]:
    """By region, name and degrees, where GeoNames' is in another language than the place's."""
    with LOCAL_NAMES.open(encoding="utf-8", newline="") as file:
        return {tuple(row[:4]): row[4] for row in csv.reader(file)}


def _escaped(name: str) -> str:
    """A name for the map's script, which puts it into HTML."""
    return "".join(c if c.isalnum() or c in " -’" else f"&#{ord(c)};" for c in name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
