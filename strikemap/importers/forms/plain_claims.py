"""The claims of a plain table: people killed and injured, as far as each row gives numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts
from strikemap.importers.forms.columns import Cells, claims_frame, each_value, joined
from strikemap.importers.forms.definition import PUBLISHED, SILENT, Cited
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_cells import cells_of
from strikemap.importers.forms.plain_ends import at_least, ends_of
from strikemap.importers.forms.plain_groups import groups, tells_of_whom
from strikemap.importers.forms.plain_headlines import headline_and_ends, zero_is_stated
from strikemap.importers.forms.plain_sources import APART, claimant, source
from strikemap.importers.forms.plain_speakers import (
    by_two,
    each_to_its_own,
    mark_codes,
    whose,
    without_a_part,
)
from strikemap.importers.forms.plain_statements import (
    NOBODY_SAID,
    UNREAD_TOLL,
    ZERO,
    together_claim,
    toll,
    without,
)
from strikemap.importers.marks import Marks
from strikemap.importers.report import Log
from strikemap.importers.words import NOTED, SWAPPED
from strikemap.languages import sentence
from strikemap.vocabularies import CASUALTY_MEASURES, NOT_SAID

Texts = npt.NDArray[np.object_]
Booleans = npt.NDArray[np.bool_]


def claims(
    mapped: Mapped, rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log
) -> pd.DataFrame:
    """
    Claims of people killed and injured, as far as the row gives numbers, else one without.

    Where the file has a headline figure beside a range, as this project's exports do, the figure
    is its claimant's and the range that of claimants who are not named; a figure of two claimants
    is a claim of each about the part that is theirs.
    """
    marks = Marks(rows, log, counted=True)
    # What is odd in other cells was marked when the incidents were made of them.
    cells = cells_of(mapped, rows, Log(log.file), Marks(rows, Log(log.file)))
    cells["published"] = rows[PUBLISHED]
    people = joined(cells["claimant"], cells["claimant_type"], cells["side"], sep=APART)
    names = ("publisher", "source_title", "url", "published", "language")
    cited_by = joined(*(cells[name] for name in names), sep=APART)
    whom = each_value(people, lambda each: claimant(each, cited))
    common: dict[str, Cells] = {
        "incident_id": incidents["incident_id"],
        "subject": "people",
        "source_id": each_value(cited_by, lambda each: source(each, cited)),
        "claimant_id": whom,
    }
    made, numbered = [], np.zeros(len(rows), dtype=bool)
    for measure in CASUALTY_MEASURES:
        of_measure, given = _of_measure(measure, mapped, cells, common, marks, cited)
        made += of_measure
        numbered |= given
    together, given = _together(mapped, cells, common, marks)
    is_silent = ~(numbered | given)
    made += together
    if is_silent.any():
        silent: dict[str, Cells] = {
            "claim_id": incidents["incident_id"] + "-killed",
            "measure": "killed",
            "statement": SILENT,
        }
        made.append(claims_frame(common | silent, rows.index)[is_silent])
    whole = pd.concat(made)
    if tells_of_whom(mapped):
        tolled = whole["measure"].isin(CASUALTY_MEASURES) & (whole["people"] == "")
        whole["people"] = whole["people"].mask(tolled, NOT_SAID)
    whole["inferred"] = marks.column(rows.index).reindex(whole.index)
    return whole


def _of_measure(
    measure: str,
    mapped: Mapped,
    cells: dict[str, pd.Series],
    common: dict[str, Cells],
    marks: Marks,
    cited: Cited,
) -> tuple[list[pd.DataFrame], Booleans]:
    """The claims of one measure, of everyone and of groups, and in which rows there are any."""
    read = _counted(measure, mapped, cells, marks)
    whom = common["claimant_id"]
    assert isinstance(whom, pd.Series)
    mark_codes(measure, mapped, cells, marks)
    common = common | {"claimant_id": whose(measure, cells, whom, cited)}
    parts, numbered = groups(measure, mapped, cells, common, marks, read)
    two = by_two(measure, cells, read)
    made = [each_to_its_own(parts, measure, cells, pd.Series(two, index=whom.index), cited)]
    if two.any():
        made += without_a_part(common, measure, cells, two, cited)
    unread = np.logical_or.reduce([each.unread for each in read.values()])
    nil = np.logical_or.reduce([each.known for each in read.values()]) & ~unread
    for number, (claim, given) in enumerate(
        _tolls(measure, mapped, cells, common, marks, cited, read, two)
    ):
        in_words = (read[""].nobody | read["_headline"].nobody) & (number == 0)
        claim["statement"] = claim["statement"].mask(in_words, NOBODY_SAID.format(measure))
        # Neither of two claimants said the figure; what the ends are, the file says.
        made.append(claim[given & ~two] if number == 0 else claim[given])
        numbered = numbered | given
        unread, nil = unread & ~given, nil & ~given
    made += without(common, measure, UNREAD_TOLL.format(f"people {measure}"), unread)
    made += without(common, measure, ZERO.format(measure), nil)
    return made, numbered | unread | nil


def _together(
    mapped: Mapped, cells: dict[str, pd.Series], common: dict[str, Cells], marks: Marks
) -> tuple[list[pd.DataFrame], Booleans]:
    """The claims of killed and injured as one number, and in which rows there are any."""
    one, two = cells["casualties"], cells["killed_and_injured"]
    both = one.where(one != "", two)
    read = counts.read(both)
    name = mapped.columns.get("casualties", mapped.columns.get("killed_and_injured", ""))
    marks.tolls(read, name, both)
    given = read.known & (read.low != "0")
    made = [together_claim(common, read)[given]] if given.any() else []
    made += without(common, "outcome", UNREAD_TOLL.format("casualties"), read.unread)
    made += without(common, "outcome", ZERO.format("casualties"), read.known & ~given)
    return made, read.known | read.unread


def _counted(
    measure: str, mapped: Mapped, cells: dict[str, pd.Series], marks: Marks
) -> dict[str, Counts]:
    """What each column of *measure* says, by the ending of its field; what it doesn't, marked."""
    read = {}
    for part in ("", "_max", "_low", "_headline", "_headline_high"):
        name = measure + part
        read[part] = counts.read(cells[name])
        column = mapped.columns.get(name, name)
        marks.tolls(read[part], column, cells[name])
        noted = read[part].noted
        if noted.any():
            marks.log.cells(column, cells[name], noted, NOTED)
            told = sentence(
                "The file's {column} says more beside its number: {done}.",
                column=column,
                done=sentence(NOTED),
            )
            marks.say(noted, told)
    read["_low"] = at_least(read["_low"], read["_max"])
    return read


def _tolls(
    measure: str,
    mapped: Mapped,
    cells: dict[str, pd.Series],
    common: dict[str, Cells],
    marks: Marks,
    cited: Cited,
    read: dict[str, Counts],
    two: Booleans,
) -> list[tuple[pd.DataFrame, Booleans]]:
    """The claims of one measure, each with the rows in which it is made."""
    zero = zero_is_stated(measure, mapped, cells)
    if f"{measure}_low" in mapped.columns or f"{measure}_headline" in mapped.columns:
        return headline_and_ends(measure, mapped, cells, common, marks, cited, read, zero, two)
    name = mapped.columns.get(f"{measure}_max", f"{measure}_max")
    low, high, bound, less = ends_of(read[""], read["_max"])
    marks.add(less, name, cells[f"{measure}_max"], SWAPPED)
    none = (
        (bound != "")
        & ~(zero | read[""].nobody)
        & np.isin(low, ["", "0"])
        & np.isin(high, ["", "0"])
    )
    given = (bound != "") & ~none
    return [(toll(common, measure, "", low, high, bound), given)] if given.any() else []
