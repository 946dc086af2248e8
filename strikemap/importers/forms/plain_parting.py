"""One cell of a plain table that tells of killed and of injured, parted into the cells of these."""

from __future__ import annotations

from functools import partial

import pandas as pd

from strikemap.importers.cells import counts, several_tolls
from strikemap.importers.cells.nobody import NOBODY
from strikemap.importers.forms.columns import each_value
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.marks import Marks
from strikemap.importers.words import AS_INJURED, NOTED
from strikemap.vocabularies import CASUALTY_MEASURES


def parted(found: dict[str, pd.Series], mapped: Mapped, marks: Marks) -> dict[str, pd.Series]:
    """
    *found* with what one cell says of killed and of injured, as `3 dead, 5 injured`, in the cells
    of these, unless the row gives another number there.
    """
    made = dict(found)
    for name in ("killed_and_injured", several_tolls.TOGETHER, *CASUALTY_MEASURES):
        if not (made[name] != "").any():
            continue
        told = each_value(made[name], partial(_told, name))
        if not (told != "").any():
            continue
        parts = told.str.split("|", expand=True).reindex(columns=range(4), fill_value="").fillna("")
        own = CASUALTY_MEASURES.index(name) if name in CASUALTY_MEASURES else None
        fits = told != ""
        for at, measure in enumerate(CASUALTY_MEASURES):
            if at != own:
                other = each_value(made[measure], lambda each: counts.count(each).bound and each)
                # A cell that says that its number is not known is no room for one of “nobody”.
                has_room = (other == "") & ((parts[at] != NOBODY) | (made[measure] == ""))
                fits &= (parts[at] == "") | has_room | (other == parts[at])
        for at, measure in enumerate(CASUALTY_MEASURES):
            if at != own:
                made[measure] = made[measure].mask(fits & (parts[at] != ""), parts[at])
        column = mapped.columns.get(name, name)
        for sign, done in ((_NOTED, NOTED), (_HURT, AS_INJURED)):
            marks.add(fits & parts[3].str.contains(sign), column, made[name], done)
        made[name] = made[name].mask(fits, parts[2 if own is None else own])
    return made


_NOTED, _HURT = "n", "h"


def _told(name: str, cell: str) -> str:
    """Killed, injured, both together and signs of what else the *cell* of a field says, by `|`."""
    if name == "killed_and_injured" and (found := several_tolls.pair(cell, counts.is_count)):
        return "|".join((*(found[each] for each in CASUALTY_MEASURES), "", ""))
    told = several_tolls.each_measure(cell, counts.is_count)
    together = told.counts.get(several_tolls.TOGETHER, "")
    by_measure = [told.counts.get(each, "") for each in CASUALTY_MEASURES]
    signs = _NOTED * told.is_noted + _HURT * (told.is_hurt and not together)
    if together and name == "injured" and told.is_hurt:
        by_measure, together = ["", together], ""
    if not told.counts or (together and name in CASUALTY_MEASURES):
        return ""
    return "|".join((*by_measure, together, signs))
