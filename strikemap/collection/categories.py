"""Text that comes again and again, held as the places of its few words."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_FEW, _SHORT = 4, 1_000
"""So many words of so many bytes in all are kept: pandas looks each list of words over anew."""


def words_of(text: pa.Array) -> pd.Categorical:
    """*text* (`large_string`) by its words, which are sorted."""
    encoded = pc.dictionary_encode(text)
    order = pc.sort_indices(encoded.dictionary).to_numpy()
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    codes = rank[encoded.indices.to_numpy()] if len(text) else np.empty(0, np.int32)
    words = encoded.dictionary.take(pa.array(order))
    is_kept = len(words) <= _FEW and words.nbytes < _SHORT
    kind = _of_few(tuple(words.to_pylist())) if is_kept else _of_words(words.to_pandas())
    return pd.Categorical.from_codes(codes, dtype=kind, validate=False)


@lru_cache(maxsize=64)
def ordered(codes: tuple[str, ...]) -> pd.CategoricalDtype:
    """The type of a column that holds *codes* alone, in their order."""
    return pd.CategoricalDtype(list(codes), ordered=True)


@lru_cache(maxsize=256)
def _of_few(words: tuple[str, ...]) -> pd.CategoricalDtype:
    return _of_words(list(words))


def _of_words(words: pd.Series | list[str]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(words, dtype="str"))
