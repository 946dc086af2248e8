"""KML 2.2 placemarks of one point as a table; the parser resolves no entity and fetches nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError  # names alone; defusedxml reads

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import own_degrees
from strikemap.importers.file.days_in_text import day_first
from strikemap.importers.file.described_fields import described
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.file.table import Rows
from strikemap.importers.file.xml_tags import CountedTags
from strikemap.importers.forms.header_meaning import field_of
from strikemap.importers.problem import ImportProblem
from strikemap.languages import quoted, sentence, sentences

MAX_BYTES = 100_000_000
MAX_ELEMENTS = 1_000_000
"""That are held at once: one placemark's, and what else stands open around it."""
_LISTS = ("Document", "Folder", "kml")
_OWN = ("name", "description", "address")
_SHAPES = ("Polygon", "LineString", "LinearRing", "Track", "Model", "MultiTrack")


def table(file: Packed, found: Recognised) -> Rows:
    """
    The placemarks of *file*: name, description, days, data and point of each.

    Raises:
        ImportProblem: it is too large, no XML, holds entities, or has no placemark.
    """
    if found.size > MAX_BYTES:
        raise ImportProblem(
            sentence(
                "{file}: {size} bytes of KML; at most {most}",
                file=file.name,
                size=found.size,
                most=MAX_BYTES,
            )
        )
    made = Rows(said=found.said)
    names: dict[str, None] = {}
    for number, placemark in enumerate(_placemarks(file), 1):
        cells, reason = _row(placemark)
        names.update(dict.fromkeys(cells))
        made.name_columns(names)
        made.add(number, cells, reason)
    if not made.cells:
        raise ImportProblem(
            sentence(
                "{file}: KML without a Placemark; a NetworkLink is not followed", file=file.name
            )
        )
    made.name_columns([*names, "latitude", "longitude"])
    return made


def _placemarks(file: Packed) -> Iterator[Element]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    stream = file.open()
    try:
        depth: list[Element] = []
        # Of each element that stands open, how many elements it holds, itself among them.
        held: list[int] = []
        alive = 0
        for event, element in iterparse(
            CountedTags(stream), events=("start", "end"), forbid_dtd=True, forbid_external=True
        ):
            if event == "start":
                depth.append(element)
                held.append(1)
                alive += 1
                if len(depth) > 200:
                    told = sentence("{file}: XML nested too deeply", file=file.name)
                    raise ImportProblem(told)
                if alive > MAX_ELEMENTS:
                    told = sentence("more is in it than fits into memory; cut the file into parts")
                    raise ImportProblem(sentence("{file}: {fault}", file=file.name, fault=told))
                continue
            depth.pop()
            within = held.pop()
            if _plain(element) == "Placemark":
                yield element
                element.clear()
                alive, within = alive - within + 1, 1
            if held:
                held[-1] += within
            if depth and len(depth[-1]) > 1_000 and _plain(depth[-1]) in _LISTS:
                depth[-1].clear()
                alive, held[-1] = alive - held[-1] + 1, 1
    except DefusedXmlException:
        raise ImportProblem(
            sentence(
                "{file}: XML with a document type or entities, which are not resolved; take them "
                "out",
                file=file.name,
            )
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise ImportProblem(
            sentence("{file}: the XML can't be read: {fault}", file=file.name, fault=str(error))
        ) from None
    finally:
        stream.close()


def _plain(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _row(placemark: Element) -> tuple[dict[str, str], str]:
    cells: dict[str, str] = {}
    points: list[str] = []
    shapes: list[str] = []
    for element in placemark.iter():
        kind, text = _plain(element), (element.text or "").strip()
        if kind in ("when", "begin") and text:
            cells.setdefault("date", text)
        elif kind == "end" and text:
            cells.setdefault("date_end", text)
        elif kind == "Point":
            points += [each.text or "" for each in element if _plain(each) == "coordinates"]
        elif kind in _SHAPES:
            shapes.append(kind)
        elif kind in ("Data", "SimpleData"):
            name = _called(element)
            value = next((each.text or "" for each in element if _plain(each) == "value"), text)
            name = f"data.{name}" if name in _OWN else name
            time = 1
            while name and cells.setdefault(_numbered(name, time), value.strip()) != value.strip():
                # A number that stands under one name with another is not lost.
                time += 1
                if time > MAX_COLUMNS:
                    told = sentence("more than {most} columns or properties", most=MAX_COLUMNS)
                    raise ImportProblem(told)
    for element in placemark:
        if _plain(element) == "description" and element.text:
            for name, value in described(element.text).items():
                cells.setdefault(name, value)
        if _plain(element) in _OWN and element.text:
            cells.setdefault(
                {"name": "title"}.get(_plain(element), _plain(element)), _bare(element.text)
            )
    if not any(field_of(each) == "date_start" for each in cells) and (day := day_first(cells)):
        cells["date"] = day
    if not points and not shapes:
        own_degrees.put(cells)
        return cells, ""
    if not points:
        kinds = ", ".join(sorted(set(shapes)))
        return cells, sentence("geometry: a Point is needed, not {kind}", kind=kinds)
    if len(points) != 1 or shapes:
        what = ", ".join(sorted({*shapes, "Point"}))
        return cells, sentences(
            "geometry: one Point is needed, not {kinds} ({count} points)",
            "geometry: one Point is needed, not {kinds} ({count} points)",
            len(points),
            count=str(len(points)),
            kinds=what,
        )
    one = re.sub(r"\s*,\s*", ",", points[0]).split()
    parts = one[0].split(",") if one else []
    if len(parts) not in (2, 3):
        return (
            cells,
            sentence(
                "geometry: coordinates are degrees east, degrees north, not {value}",
                value=quoted(points[0][:40]),
            ),
        )
    cells["longitude"], cells["latitude"] = parts[0], parts[1]
    return cells, ""


def _numbered(name: str, time: int) -> str:
    return name if time == 1 else f"{name} ({time})"


def _called(data: Element) -> str:
    """The name of a placemark's datum, or the one that is shown, where that alone is known."""
    shown = next((each.text or "" for each in data if _plain(each) == "displayName"), "")
    name, shown = (" ".join(each.casefold().split()) for each in (data.get("name") or "", shown))
    return shown if shown and field_of(name) is None and field_of(shown) else name


def _bare(text: str) -> str:
    """The words of a description, which may hold HTML, without its marks."""
    plain = re.sub(r"<(?:br|/p|/div|/tr)\b[^<>]*>", " ", text, flags=re.IGNORECASE)
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,2000}>", "", plain)).split())
