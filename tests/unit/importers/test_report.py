"""The account of an import."""

import numpy as np
import pandas as pd

from strikemap.importers.refusing import Refusals
from strikemap.importers.report import Log


def test_unknown_codes_are_counted_with_their_first_row():
    """A code is one problem, however often it comes and in however many parts."""
    log = Log("f.csv")
    for rows in ([5, 6], [9]):
        values = pd.Series(["x"] * len(rows), index=rows)
        log.unknown("kind", values, np.ones(len(rows), dtype=bool), "left out")
    (problem,) = log.problems
    assert problem.row == 5
    assert "3 row(s)" in problem.message


def test_rejected_rows_are_in_the_order_of_the_file():
    """Rows rejected at different steps are sorted by number, with empty cells as text."""
    log = Log("f.csv")
    log.reject(pd.DataFrame({"a": ["1"]}, index=[9], dtype="str"), ["late"])
    log.reject(pd.DataFrame({"a": ["2"]}, index=[3], dtype="str"), ["early"])
    assert log.rejected["row_in_file"].tolist() == ["3", "9"]
    assert log.rejected["why_rejected"].tolist() == ["early", "late"]


def test_the_first_reason_stands():
    """A row that is refused twice keeps the reason found first."""
    refused = Refusals(2)
    refused.add([True, False], "first: {cell}", pd.Series(["a", "b"]))
    refused.add([True, True], "second")
    assert refused.why.tolist() == ["first: 'a'", "second"]
