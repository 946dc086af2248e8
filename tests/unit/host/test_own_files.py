"""An address tells a reader's own file from what the host offers, and says once it is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strikemap.collection import package
from strikemap.host.own_files import OWN, address_name, with_own, without_gone
from strikemap.model import ID_PATTERN

NAMES = st.from_regex(ID_PATTERN, fullmatch=True)
OF_HOST = ("cnn-2023-05-31", "example")


@given(NAMES, st.sampled_from(["", "example", "2023-05-01,2023-05-31"]))
def test_there_and_back_property(name: str, compare: str) -> None:
    """What is on offer comes back by its plain name, whether it is the host's or one's own."""
    plain = {"collection": [name], "compare": [compare], "q": [name]}
    own = {name} - set(OF_HOST)
    address = with_own(plain, {name, *OF_HOST}, OF_HOST)
    assert address["collection"] == [address_name(name, OF_HOST)]
    assert without_gone(address, own) == (plain, False)
    assert without_gone(address, ())[1] is bool(own)


def test_what_was_asked_of_it_goes_with_it() -> None:
    """Another's dates and words would narrow what is shown in its place; a language stays."""
    address = {"collection": [f"{OWN}mine"], "dates": ["2023-05-01"], "q": ["x"], "lang": ["uk"]}
    assert without_gone(address, {"other"}) == ({"lang": ["uk"]}, True)


def test_one_to_compare_with_alone_is_left_out() -> None:
    """What was compared with it is still there as it was."""
    address = {"collection": ["example"], "compare": [f"{OWN}mine"], "q": ["x"]}
    assert without_gone(address, ()) == ({"collection": ["example"], "q": ["x"]}, True)


def test_no_collection_is_called_so() -> None:
    """The mark can begin no name that a descriptor may have."""
    named = {"name": f"{OWN}mine"}
    assert [each for each in package.problems(named) if each.column == "name"]
