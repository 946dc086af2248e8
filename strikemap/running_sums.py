"""Columns of numbers to their sums, over all or up to each of many days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """
    Some columns of what is added up: of the incidents at `at` (all where it is None) the `amounts`
    of each column; or where there are `labels`, one for each incident, the `weights` of each of
    `width`, or how many have it.
    """

    at: npt.NDArray[np.intp] | None
    amounts: tuple[npt.NDArray[np.generic], ...] = ()
    labels: npt.NDArray[np.intp] | None = None
    width: int = 0
    weights: npt.NDArray[np.generic] | None = None

    def sum(self) -> Integers:
        """The sum of each column."""
        if self.labels is None:
            return np.array([each.sum(dtype=np.int64) for each in self.amounts], dtype=np.int64)
        return self._counted(self.labels, self.width)

    def _counted(self, labels: npt.NDArray[np.intp], size: int) -> Integers:
        # In floats these sums are exact up to 2**53.
        return np.asarray(np.bincount(labels, self.weights, size).astype(np.int64))

    def running(self, day: Integers, days: int) -> Integers:
        """The sums over what is before each of *days*; *day* is each incident's, in order."""
        day = day if self.at is None else day[self.at]
        if self.labels is not None:
            cells = day * self.width + self.labels
            counts = self._counted(cells, days * self.width)
            return _under_zeros(np.cumsum(counts.reshape(days, self.width), axis=0))
        until = np.searchsorted(day, np.arange(days + 1))
        sums = [_under_zeros(np.cumsum(each, dtype=np.int64))[until] for each in self.amounts]
        return np.stack(sums, axis=1)


def _under_zeros(sums: Integers) -> Integers:
    return np.concatenate([np.zeros_like(sums, shape=(1, *sums.shape[1:])), sums])
