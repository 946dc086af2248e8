"""What is said of a row whose cells could not be read, or were not taken as they stand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells.counts import Counts
from strikemap.importers.cells.doubtful_counts import DOUBTS
from strikemap.importers.forms.columns import column, text
from strikemap.importers.report import Log
from strikemap.importers.words import READ_OTHERWISE, UNKNOWN
from strikemap.languages import marked, sentence

IN_DOUBT = marked("The file's {column} is in doubt: {done}.")
NOT_READ = marked("The file's {column} could not be read: {done}.")
NOT_AS_IT_STANDS = marked("The file's {column} is not taken as it stands: {done}.")


class Marks:
    """For each row of a part, what of its cells was not taken as it stands, for a reader."""

    def __init__(self, rows: pd.DataFrame, log: Log, *, counted: bool = False) -> None:
        """*counted* says that all rows are kept, so that their marks count at once."""
        self.log, self._counted = log, counted
        self.said: npt.NDArray[np.object_] = np.full(len(rows), "", dtype=object)

    def add(self, wrong: npt.ArrayLike, column: str, cells: pd.Series, done: str) -> None:
        """
        Mark the rows where *wrong*: *column*, whose *cells* these are, could not be read, or says
        more than is taken, and *done* says what was done, as in “it counts as unknown”.
        """
        flags = np.asarray(wrong, dtype=bool)
        if flags.any():
            self.log.cells(column, cells, flags, done)
            told = NOT_AS_IT_STANDS if done in READ_OTHERWISE else NOT_READ
            self.say(flags, sentence(told, column=column, done=sentence(done)))

    def tolls(self, read: Counts, column: str, cells: pd.Series) -> None:
        """
        Mark what of a *column* of tolls, whose *cells* are *read* so, is unknown since it could not
        be read, or is kept and doubted.
        """
        self.add(read.unread, column, cells, UNKNOWN)
        for number in range(1, len(DOUBTS)):
            flags = read.doubt == number
            if flags.any():
                self.log.cells(column, cells, flags, DOUBTS[number])
                said = sentence(DOUBTS[number])
                self.say(flags, sentence(IN_DOUBT, column=column, done=said))

    def column(self, index: pd.Index) -> pd.Series:
        """What is said of each row, on *index*."""
        if not any(self.said):
            return text("", index)
        return column(self.said, index)

    def say(self, rows: npt.ArrayLike, said: str) -> None:
        """Add the sentence *said* to *rows*, a mask."""
        flags = np.asarray(rows, dtype=bool)
        self.log.words.keep(said)
        if self._counted:
            self.log.mark(said, int(flags.sum()))
        self.said[flags] = [f"{each} {said}".strip() for each in self.said[flags]]
