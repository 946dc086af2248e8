"""Reading gives its memory back."""

from __future__ import annotations

import pyarrow as pa
import pytest

from strikemap.host.allocators import given_back


def test_arrow_asks_the_system() -> None:
    """Within the block and after it nothing that Arrow frees is kept, also after a fault."""
    with given_back():
        assert pa.default_memory_pool().backend_name == "system"
        kept = pa.array(["stays"])
    assert kept.to_pylist() == ["stays"]
    with pytest.raises(KeyError), given_back():
        raise KeyError("a fault within")
    assert pa.default_memory_pool().backend_name == "system"
