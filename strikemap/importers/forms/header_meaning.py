"""Which field a header means, with the notes that people put beside a name."""

from __future__ import annotations

import re

from strikemap.importers.forms.headers import NAMES, plain
from strikemap.importers.forms.toll_names import composed

_FORMAT = r"[dmyhдмгрч]{1,4}(?:[./:\s-][dmyhsдмгрчхc]{1,4})+"
_NOTE = re.compile(
    rf"\(\s*(?:{_FORMAT}|wgs[\s-]?84|epsg:?\s?4326|decimal|dd|deg(?:rees)?|degrees [ne]|[°ne]|"
    r"utc|gmt|local(?: time)?|est(?:imated?|\.)?|people|persons|number|чел(?:овек|\.)?|осіб)\s*\)|"
    rf"\[\s*(?:\d{{1,3}}|[a-z]{{1,2}}|note \d+|{_FORMAT})\s*\]",
    re.IGNORECASE,
)
"""Formats, units and footnotes.  Other words in brackets may change what is counted, as in
“killed (children)”, and are part of the name."""

_COUNTING = re.compile(
    r"^(?:(?:no|nr|num|number|count|total|total_number|количество|кол_во|число|всего|кількість|"
    r"усього|всього)_)(?:of_)?(?P<what>\w+)$"
)
_COUNTED = re.compile(
    r"^(?P<what>\w+)_(?:total|all|people|persons|всего|человек|чел|усього|всього|осіб|разом|итого)$"
)
_ABOVE = re.compile(
    r"^(?:casualties|losses|tolls?|victims|потери|жертвы|втрати|жертви|пострадавшие|постраждалі)_"
    r"(?P<what>\w+)$"
)
"""What killed and injured are both, before them: `Потери (убито/ранено)`."""
_TOLLS = frozenset({"killed", "injured", "casualties"})


def field_of(header: str) -> str | None:
    """
    The field that *header* names, None where none: also `Date (dd/mm/yyyy)`, `Killed[2]`,
    `Number of wounded`, `Количество погибших`, `Раненые (всего)`, `Minimum people injured`.
    """
    name = plain(header)
    if name in NAMES:
        return NAMES[name]
    bare = plain(_NOTE.sub(" ", header))
    if bare in NAMES:
        return NAMES[bare]
    for counting in (_COUNTING, _COUNTED):
        if (found := counting.match(bare)) and NAMES.get(found["what"]) in _TOLLS:
            return NAMES[found["what"]]
    if (found := _ABOVE.match(bare)) and NAMES.get(found["what"]) == "killed_and_injured":
        return NAMES[found["what"]]
    return composed(plain(bare.lstrip("#")))
