"""Where the records stand that others name by their ids."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

NOWHERE = -1


def places_of(named: pa.Array, keys: pa.Array) -> npt.NDArray[np.int32]:
    """
    The position in *keys* of each of *named*, both `large_string`; `NOWHERE` where it is not.

    Where few are named, a table of the few is made and not one of all keys.
    """
    if 4 * len(named) > len(keys):
        found = pc.index_in(named, value_set=keys)
        return np.asarray(pc.fill_null(found, NOWHERE).to_numpy(), np.int32)
    at = np.flatnonzero(pc.is_in(keys, value_set=pc.unique(named)).to_numpy(zero_copy_only=False))
    found = pc.index_in(named, value_set=keys.take(pa.array(at)))
    place = pc.fill_null(found, NOWHERE).to_numpy()
    return np.asarray(np.append(at, NOWHERE)[place], np.int32)
