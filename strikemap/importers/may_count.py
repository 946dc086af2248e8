"""Whether a column that was taken for nothing may count people killed or injured."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from strikemap.importers.cells.counts import is_count
from strikemap.importers.cells.several_tolls import each_measure, pair
from strikemap.importers.cells.toll_words import speaks_of_tolls, tells_toll

_MAY_COUNT = r"^\D{0,30}[0-9]{1,7}(?:\D{1,30}[0-9]{1,7})?\D{0,40}$|^\pL{2,9}$"
_SHORT = 100
_DIGIT = re.compile("[0-9]")
_READ = 2_000
"""First rows of a part whose longer texts are read for tolls."""
_DIFFERENT = 200


def people(name: str, cells: pa.Array) -> bool:
    """
    Whether *cells*, a part of the column *name*, hold numbers of people, by themselves, as a pair
    or in words; under a name that speaks of tolls any digits may be some.
    """
    short = pc.less_equal(pc.binary_length(cells), _SHORT)
    found = cells.filter(pc.and_(short, pc.match_substring_regex(cells, _MAY_COUNT)))
    some = pc.unique(found).slice(0, _DIFFERENT).to_pylist()
    of_tolls = speaks_of_tolls(name.replace("_", " "))
    return any(
        is_count(each)
        or pair(each, is_count)
        or each_measure(each, is_count).counts
        or (of_tolls and _DIGIT.search(each))
        for each in some
    ) or any(map(tells_toll, pc.unique(cells.slice(0, _READ)).to_pylist()))
