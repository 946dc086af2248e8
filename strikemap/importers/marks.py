"""What is said of a row whose cells could not be read, or were not taken as they stand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.forms.columns import column, text
from strikemap.importers.report import Log
from strikemap.importers.words import READ_OTHERWISE
from strikemap.languages import marked, sentence

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
