"""Files of mappings."""

import pytest

from strikemap.importers import ImportProblem, read_mapping
from strikemap.importers.forms.mapping import renaming


@pytest.mark.parametrize(
    ("name", "text"), [("m.json", '{"a": "place"}'), ("m.toml", 'a = "place"\n')]
)
def test_json_and_toml(tmp_path, name, text):
    """Both forms give the same mapping."""
    path = tmp_path / name
    path.write_text(text)
    assert read_mapping(path) == {"a": "place"}


@pytest.mark.parametrize("text", ["", "[1]", "[" * 100_000, "{"])
def test_what_is_no_mapping(tmp_path, text):
    """Anything else is one clear problem."""
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(ImportProblem):
        read_mapping(path)


def test_a_missing_file(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(ImportProblem, match=r"no\.json"):
        read_mapping(tmp_path / "no.json")


def test_what_a_data_sets_mapping_says_beside_columns_is_named_the_first_of_it():
    """So that a curator finds it at the top of what is wrong, in the order of the letters."""
    with pytest.raises(ImportProblem, match="'constants'"):
        renaming({"constants": {}, "zero_is_stated": True, "columns": {}}, ["a"])
