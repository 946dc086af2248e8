"""An answer goes in a coding that who asks accepts, by RFC 9110, 12.5.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.web.content_codings import acceptable, weights
from tests.unit.web.asking import INDEX, Asker

SCRIPT = next(iter(sorted((INDEX.parent / "static" / "js").glob("index.*.js"))))
GZIP, PLAIN = "gzip", "identity"


@pytest.mark.parametrize(
    ("accepted", "allowed"),
    [
        ("gzip", (GZIP, PLAIN)),
        ("gzip, deflate, br, zstd", (GZIP, PLAIN)),
        ("br, X-GZIP;Q=0.1", (GZIP, PLAIN)),
        ("compress;q=0.5, gzip;q=1.0", (GZIP, PLAIN)),
        ("gzip;q=1.0, identity; q=0.5, *;q=0", (GZIP, PLAIN)),
        ("gzip;q=0.5, identity", (PLAIN, GZIP)),
        ("*", (PLAIN, GZIP)),
        ("", (PLAIN,)),
        ("gzip;q=0", (PLAIN,)),
        ("gzip ; q=0.000, *", (PLAIN,)),
        ("deflate, br", (PLAIN,)),
        ("gzip, identity;q=0", (GZIP,)),
        ("gzip, *;q=0", (GZIP,)),
        ("identity;q=0, *;q=0.5", (GZIP,)),
        ("identity;q=0", ()),
        ("*;q=0", ()),
        ("gzip;q=0, identity;q=0", ()),
        ("gzip;q=none, br;q=2, ;;, =", (PLAIN,)),
    ],
)
def test_what_may_be_sent(accepted: str, allowed: tuple[str, ...], ask: Asker) -> None:
    """Each way of saying it, the standard's own examples too, is heard on every kind of route."""
    assert acceptable([accepted]) == allowed
    for address in ("/", "/feed.atom", f"/static/js/{SCRIPT.name}", "/robots.txt", "/no"):
        answer = ask(address, accept_encoding=accepted)
        if not allowed:
            assert answer.status == 406 and "Accept-Encoding" in answer.text
            continue
        assert answer.status != 406 and answer.body
        coding = answer.headers.get("content-encoding", PLAIN)
        assert coding in allowed
        assert coding == allowed[0] or address not in ("/", f"/static/js/{SCRIPT.name}")


def test_without_the_header_it_goes_bare(ask: Asker) -> None:
    """Who says nothing of codings gets none."""
    assert "content-encoding" not in ask("/").headers


def test_who_takes_gzip_alone_gets_no_part(ask: Asker) -> None:
    """Where the bare answer is refused a picture too is packed, whole, and unchanged is empty."""
    strict = {"accept_encoding": "gzip, identity;q=0"}
    picture = ask("/api/v1/picture.png", **strict, range="bytes=0-9")
    assert picture.status == 200 and picture.headers["content-encoding"] == GZIP
    assert picture.body == ask("/api/v1/picture.png").body
    tag = picture.headers["etag"]
    again = ask("/api/v1/picture.png", **strict, if_none_match=tag)
    assert (again.status, again.body) == (304, b"")


WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.3", " ; Q=1", ";q=1.000", ";q=7", ";q="])
NAMES = st.sampled_from(["gzip", "x-gzip", "identity", "*", "br", "GZip", "", "bad coding"])


@given(st.lists(st.tuples(NAMES, WEIGHTS).map("".join), max_size=5))
def test_property_nothing_refused_is_sent(parts: list[str]) -> None:
    """Whatever the header holds, no coding of weight 0 is among what may be sent."""
    found = acceptable(parts)
    named = weights(",".join(parts))
    assert all(0 <= each <= 1 for each in named.values())
    assert all(named.get(each, 1) > 0 for each in found)
    assert (GZIP in found) <= bool(named.keys() & {GZIP, "*"})
    assert acceptable([", ".join(parts)]) == found
