"""What a data set names as its source is one source, whatever the name."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.forms.definition import Cited
from strikemap.importers.forms.named_sources import named_sources


@given(st.lists(st.text(max_size=12) | st.sampled_from(["", "TASS", "tass", "ТАСС"])))
def test_property_each_name_is_one_source(names: list[str]) -> None:
    """Rows have the same source where they name the same, and its publisher says the name."""
    cited = Cited(date(2024, 1, 1))
    found = named_sources(
        pd.Series(names, dtype="str"), cited, "x", publisher="X, citing", title="From", note="None."
    )
    pairs = set(zip(names, found, strict=True))
    assert len(pairs) == len(set(names)) == len(cited.sources)
    for name, source in pairs:
        assert source.startswith("x-")
        assert cited.sources[source]["publisher"] == f"X, citing {name or 'no source named'}"
