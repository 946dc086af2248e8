"""A sound collection whose every free text tries to become script, markup or a template."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pandas as pd

from strikemap import collection, tour, translations
from strikemap.checks.counted_elsewhere import example as one_row
from strikemap.collection import package, versions
from strikemap.model import TABLES
from strikemap.other_counts import FIELDS, FILE
from strikemap.table import Field
from tests.app.broken import SOUND

NAME = "hostile"
FIRE = "window.top.pwned=1"
PAYLOADS = (
    f"<script>{FIRE}</script>",
    f'<img src="http://evil.example/i.png" onerror="{FIRE}">',
    f"${{{FIRE}}}",
    "{{7*7}} {{ cycler.__init__.__globals__ }}",
    "{% for x in y %} {# note",
    "![pic](http://evil.example/m.png)",
    f"[press](javascript:{FIRE})",
    ":red[loud] :material/bolt: :streamlit:",
    f"`tick` ```fence ~~~ {FIRE}",
    f"\"quote' onmouseover=\"{FIRE}\" '+{FIRE}+'",
    f"</script></style></textarea>--><svg onload={FIRE}>",
    r"$\href{http://evil.example/k}{k}$ \u003cb\u003e \x3cb\x3e",
    "\u202eright to left\u202c \u2067mark\u2069 \u200f",
    '=HYPERLINK("http://evil.example/x";"x")',
    "https://evil.example/w WWW.evil.example/v a@evil.example -> y <- z <-> :material_bolt: :+1:",
)
ALL = " ".join(PAYLOADS)
LONG = "long " * 2_000
ADDRESS = "https://evil.example/'onclick='" + FIRE
TAKEN_DOWN = "0.9.0"
"""The version whose page says why it is withheld."""
IDS = {"same_as", "record", "weapons"}
"""Columns of any text by their schema, which rules hold to ids and codes."""
NEEDLES = tuple(part for part in PAYLOADS if "\u202e" not in part)
"""What a page that shows text as text must hold, letter by letter."""


def free(fields: Iterable[Field]) -> tuple[str, ...]:
    """The columns of *fields* that may hold any text: no code, pattern, key of a row or number."""
    kinds = ("string", "uri")
    return tuple(
        each.name
        for each in fields
        if each.kind in kinds and not (each.terms or each.pattern or each.refers_to)
    )


def write_hostile(root: Path) -> Path:
    """The folder of the collection, made below *root*: every file that is read, and every text."""
    tables, contents, problems = collection.raw_tables(SOUND)
    assert not problems
    corrected = {"date": "2023-06-10", "record": tables["incidents"]["incident_id"].iloc[0]}
    tables["corrections"] = pd.DataFrame([corrected])
    _speak_of_a_place(tables["claims"])
    for name, table in TABLES.items():
        uris = {each.name for each in table.fields if each.kind == "uri"}
        for column in set(free(table.fields)) - IDS:
            tables[name][column] = ADDRESS if column in uris else ALL
    # One payload a title: titles are cut where there is little room.
    titles = (PAYLOADS[row % len(PAYLOADS)] for row in range(len(tables["incidents"]) * 2))
    pairs = list(zip(titles, titles, strict=True))
    tables["incidents"]["title"] = [" ".join(pair) for pair in pairs]
    tables["incidents"].loc[0, "summary"] = ALL + LONG
    tables["claims"].loc[tables["claims"]["incident_id"] != "", "covers_place"] = ""
    folder = root / NAME
    collection.write(folder, tables, contents)
    # The writer describes the tables as they are; others' writers may say anything.
    (folder / package.FILE).write_text(json.dumps(_descriptor(contents)), "utf-8")
    texts = dict.fromkeys(set(free(FIELDS)) - IDS, ALL)
    texts |= dict.fromkeys([each.name for each in FIELDS if each.kind == "uri"], ADDRESS)
    (folder / FILE).write_text(one_row(**texts), "utf-8")
    (folder / tour.FILE).write_text(json.dumps(_tour()), "utf-8")
    (folder / versions.FOLDER).mkdir()
    (folder / versions.FOLDER / versions.INDEX).write_text(json.dumps(_index()), "utf-8")
    _translate(folder)
    return folder


def _speak_of_a_place(claims: pd.DataFrame) -> None:
    """Make the last claim one about a place for some days."""
    last = claims.index[-1]
    claims["covers_place"] = ""
    claims.loc[last, "incident_id"] = ""
    claims.loc[last, ["covers_from", "covers_to"]] = "2023-05-31"
    claims.loc[last, "covers_region"] = "RU-BEL"


def _descriptor(contents: Mapping[str, object]) -> dict[str, object]:
    """What a Data Package may say of itself (its specification), every text of it hostile."""
    made = hostile_leaves(
        {
            **contents,
            **dict.fromkeys(("id", "homepage", "created", "image"), ""),
            "keywords": ["", ""],
            "contributors": [dict.fromkeys(("title", "path", "email", "role", "organization"), "")],
            "sources": [dict.fromkeys(("title", "path", "email"), "")],
        }
    )
    kept = {key: contents[key] for key in ("coverage", "regions", "updated")}
    tables = [
        {**hostile_leaves(each), **{key: each[key] for key in ("name", "path", "schema")}}
        for each in cast(list[dict[str, object]], contents["resources"])
    ]
    return {**made, **kept, "name": NAME, "resources": tables}


def hostile_leaves(value: Any) -> Any:
    """*value*, of JSON, with a payload in place of each text."""
    if isinstance(value, dict):
        return {key: hostile_leaves(each) for key, each in value.items()}
    if isinstance(value, list):
        return [hostile_leaves(each) for each in value]
    return ALL if isinstance(value, str) else value


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """The texts in *value*, of JSON, each with its place: `licenses.title`."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{at}.{key}" if at else key)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, at)
    elif isinstance(value, str):
        yield at, value


def _tour() -> object:
    stop = {"title": ALL[:100], "text": ALL, "query": "q=" + PAYLOADS[-1]}
    return {"title": PAYLOADS[-1], "stops": [{**stop, "title": PAYLOADS[-1]}, stop]}


def _index() -> object:
    hashes = dict.fromkeys(("content_sha256", "heading_sha256"), "0" * 64)
    return {"versions": [{"version": TAKEN_DOWN, "released": "2023-06-01", **hashes,
                          "withheld": ALL}]}  # fmt: skip


def _translate(folder: Path) -> None:
    """Give every text of the collection in *folder* a translation, as hostile as it is."""
    found = collection.read(folder).collection
    assert found is not None
    with (folder / translations.FILE).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(translations.COLUMNS)
        for (record, field), text in sorted(translations.originals(found).items()):
            for code in ("ru", "uk"):
                of = translations.digest(text)
                rows.writerow(
                    [record, field, code, text if field == "title" else ALL, ALL, ALL, of]
                )
