"""Reading gives its memory back, and leaves the allocators as they were."""

from __future__ import annotations

import pyarrow as pa
import pytest

from strikemap.ui.memory import given_back


def test_the_usual_pool_comes_back() -> None:
    """Within the block Arrow asks the system itself; after it, as before, also after a fault."""
    usual = pa.default_memory_pool().backend_name
    with given_back():
        assert pa.default_memory_pool().backend_name == "system"
        kept = pa.array(["stays"])
    assert pa.default_memory_pool().backend_name == usual
    assert kept.to_pylist() == ["stays"]
    with pytest.raises(KeyError), given_back():
        raise KeyError("a fault within")
    assert pa.default_memory_pool().backend_name == usual
