"""Files for download: each reader's own, whatever another's looks like, and there in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime import Runtime, media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from strikemap import export
from strikemap.export import FORMS, View
from strikemap.host.memory_budget import Budget
from strikemap.host.pictures import PICTURES
from strikemap.host.prepared_exports import prepare
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.ui.elements import download
from strikemap.ui.elements.download import keep_files, named_by_content
from strikemap.ui.session.housekeeping import _House
from tests.builders import synthetic

OFFERED = sorted(form.name for form in FORMS.values() if form.english_label)
"""What the pages offer for download: data in six forms, and pictures."""

SIZES = (1, 1_000, 1_048_576, 1_048_577, 1_400_001)
"""Bytes of files below, at and above where Streamlit looks at samples alone."""
PLAIN = {size: bytes(range(256)) * (size // 256) + bytes(size % 256) for size in SIZES}
ALL = Link(collection="example")


def one_less(of: Collection) -> Collection:
    """*of* with one digit of its largest toll less."""
    claims = of.claims.copy()
    values = claims["value_min"].copy()
    where = int(values.to_numpy(dtype=float, na_value=0).argmax())
    values.iloc[where] = int(values.iloc[where]) - 1
    claims["value_min"] = values
    return replace(of, claims=claims, content_hash="f" * 64)


LARGE, SMALL = 4_000, 300
"""Incidents of which a file is above a megabyte, where Streamlit looks at samples, or below."""
whole_of = cache(synthetic)


class Host:
    """A host's files, and a clock that moves when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch | None = None) -> None:
        self.storage = MemoryMediaFileStorage("/media")
        self.manager = MediaFileManager(self.storage)
        keep_files(self.manager)
        self.now = 1_000.0
        self.drawn = 0
        if monkeypatch:
            monkeypatch.setattr(download.time, "monotonic", lambda: self.now)

    def button(self, make: Callable[[], bytes], name: str = "a.csv", kind: str = "text/csv") -> str:
        """What the page knows a new button by."""
        self.drawn += 1
        return self.manager.add_deferred(make, kind, str(self.drawn), name)

    def pressed(self, button: str) -> str:
        """The address that the reader's browser is given."""
        return self.manager.execute_deferred(button)

    def content(self, address: str) -> bytes:
        """What lies at *address*."""
        return self.storage.get_file(address.rpartition("/")[2]).content

    def name(self, address: str) -> str | None:
        """What the file at *address* is called."""
        return self.storage.get_file(address.rpartition("/")[2]).filename

    def rerun(self, times: int = 1, *, own: bool = False) -> None:
        """The end of somebody's rerun; one's *own* begins with letting go of all buttons."""
        for _ in range(times):
            if own:
                self.manager.clear_session_refs()
            self.manager.remove_orphaned_files()


@given(st.sampled_from(SIZES), st.data(), st.sampled_from(OFFERED))
def test_one_byte_apart_property(size: int, data: st.DataObject, form: str) -> None:
    """Of two files of one length that differ in one byte anywhere each reader gets his own."""
    where, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, 255))
    mine = PLAIN[size]
    theirs = mine[:where] + bytes([mine[where] ^ other]) + mine[where + 1 :]
    host = Host()
    kind, ending = FORMS[form].media_type, FORMS[form].file.partition(".")[2]
    pressed = [(each, host.pressed(host.button(lambda each=each: each, f"a.{ending}", kind)))
               for each in (mine, theirs, mine)]  # fmt: skip
    assert [host.content(address) == each for each, address in pressed] == [True] * 3
    assert pressed[0][1] == pressed[2][1] != pressed[1][1]


def pressed_file(form: str, view: View) -> Callable[[], bytes]:
    """What the button of *form* makes once it is pressed."""
    is_picture = FORMS[form].is_picture
    return partial(PICTURES.picture if is_picture else export.export, form, view)


def prepared_file(form: str, view: View) -> Callable[[], bytes]:
    """The same of a large view, made before its button is there."""
    return prepare(form, view, lambda done, what: None).delivered


@pytest.mark.by_day(3, "`test_one_byte_apart_property` holds it of the bytes of each form")
@pytest.mark.parametrize(
    ("form", "make", "count"),
    [
        *((form, pressed_file, LARGE) for form in OFFERED if not FORMS[form].is_picture),
        *((form, prepared_file, SMALL) for form in OFFERED if not FORMS[form].is_picture),
        *((form, pressed_file, SMALL) for form in OFFERED if FORMS[form].is_picture),
    ],
)
def test_one_figure_apart(
    form: str,
    make: Callable[[str, View], Callable[[], bytes]],
    count: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Two readers with private collections that differ in one digit each get what they see, and so
    does one of them who presses again after a figure has changed, whichever form it is.
    """
    host, whole = Host(), whole_of(count)
    mine, theirs = (make(form, View(each, ALL))() for each in (whole, one_less(whole)))
    assert mine != theirs
    name, kind = export.file_name(form, whole), FORMS[form].media_type
    order = (("me", mine), ("another", theirs), ("me", theirs), ("another", mine), ("me", mine))
    for session, wanted in order:
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda session=session: session)
        button = host.button(lambda wanted=wanted: wanted, name, kind)
        assert host.content(host.pressed(button)) == wanted


def test_an_address_can_not_be_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whoever has the same content, or can guess it, comes to the file of no other session by it, nor
    to one of a server that was started anew; one session that presses again has the same address.
    """
    host, given = Host(monkeypatch), list[str]()
    for session, secret in (("a", b"1"), ("a", b"1"), ("b", b"1"), ("a", b"2")):
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda each=session: each)
        monkeypatch.setattr(download, "_SECRET", secret)
        given.append(host.pressed(host.button(lambda: b"figures")))
    assert given[0] == given[1]
    assert len({re.fullmatch(r"/media/([0-9a-f]{64})\.csv", each)[1] for each in given}) == 3


def test_names_that_are_alike_make_no_file_anothers(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Two files of one session whose shown hash, length and samples are the same, as whoever makes
    both can have it, are two.
    """
    monkeypatch.setattr(download, "SHOWN_HASH", 0)
    host, size = Host(), SIZES[-1]
    contents = [b"a" * 300_000 + each + b"a" * (size - 300_001) for each in (b"1", b"2")]
    pressed = [host.pressed(host.button(lambda each=each: each)) for each in contents]
    assert [host.name(each) for each in pressed] == ["a-.csv"] * 2
    assert [host.content(each) for each in pressed] == contents


def test_what_many_are_given_is_held_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a hundred sessions takes the memory, and counts in the budget, as one."""
    host, given = Host(monkeypatch), list[str]()
    for session in map(str, range(100)):
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda each=session: each)
        given.append(host.pressed(host.button(lambda: bytes(bytearray(1_000)))))
    assert len(set(given)) == 100
    server = SimpleNamespace(media_file_mgr=host.manager)
    assert _House(cast(Runtime, server)).made_for_download() == 1_000
    assert len({id(host.storage.get_file(each.rpartition("/")[2]).content) for each in given}) == 1


def test_others_reruns_take_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A made file stays through any number of reruns, and is gone some seconds later."""
    host = Host(monkeypatch)
    address = host.pressed(host.button(lambda: b"figures"))
    host.rerun(100, own=True)
    host.now += download.SECONDS - 1
    host.rerun(100)
    assert host.content(address) == b"figures"
    host.now += 2
    host.rerun()
    with pytest.raises(MediaFileStorageError):
        host.content(address)


def test_with_its_session_a_button_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a session that ended alone showed is let go of; what another shows as well stays."""
    host = Host(monkeypatch)
    at = dict.fromkeys(("ended", "other"), "")
    for each in at:
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda each=each: each)
        at[each] = host.button(lambda: b"figures")
    shown = host.manager._files_by_session_and_coord
    shown["other"]["shared"] = shared = host.manager.add_deferred(lambda: b"", "", "shared")
    shown["ended"] = {**shown.get("ended", {}), "shared": shared}
    host.manager.clear_session_refs("".join(("en", "ded")))
    host.rerun()
    assert set(host.manager._deferred_callables) == {at["other"], shared}


def test_with_its_session_a_made_file_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An address answers no longer than the session that was given it, also where the page was drawn
    anew meanwhile; of the same content another session has an address of its own, which stays.
    """
    host, given = Host(monkeypatch), {}
    for session, contents in (("ended", (b"own", b"same")), ("other", (b"same",))):
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda each=session: each)
        given[session] = [host.pressed(host.button(lambda each=each: each)) for each in contents]
        host.rerun(own=True)
    (own, same), (also,) = given["ended"], given["other"]
    assert same != also and host.content(own) == b"own"
    host.manager.clear_session_refs("".join(("en", "ded")))
    host.rerun()
    for gone in (own, same):
        with pytest.raises(MediaFileStorageError):
            host.content(gone)
    assert host.content(also) == b"same"
    host.manager.clear_session_refs("other")
    host.rerun()
    with pytest.raises(MediaFileStorageError):
        host.content(also)
    assert not host.manager._made_for  # type: ignore[attr-defined]


def test_a_button_outlives_its_rerun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed while the page is drawn anew, a button gives what it stood for; later it is gone."""
    host = Host(monkeypatch)
    button = host.button(lambda: b"earlier view")
    host.rerun(100, own=True)
    assert host.content(host.pressed(button)) == b"earlier view"
    host.now += download.SECONDS + 1
    host.rerun()
    with pytest.raises(MediaFileStorageError, match="no button"):
        host.pressed(button)
    assert not host.manager._asked_for and not host.manager._file_metadata  # type: ignore[attr-defined]


def test_a_shown_button_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a page stands open its buttons work, each time they are pressed."""
    host = Host(monkeypatch)
    button = host.button(lambda: b"figures")
    for _ in range(5):
        host.now += 10 * download.SECONDS
        host.rerun(3)
        assert host.content(host.pressed(button)) == b"figures"


def test_what_finds_no_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the host's budget has no room for is an error, and leaves nothing behind."""
    monkeypatch.setattr(download, "BUDGET", Budget(5))
    host = Host()
    with pytest.raises(MediaFileStorageError, match="no room"):
        host.pressed(host.button(lambda: b"123456"))
    assert not host.manager._file_metadata
    assert host.content(host.pressed(host.button(lambda: b"12345"))) == b"12345"


def test_two_pressed_in_one_moment_share_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one file is put where it is fetched from, its room is no other's."""
    budget, host, free = Budget(9), Host(), list[int]()
    monkeypatch.setattr(download, "BUDGET", budget)
    really = host.storage.get_url

    def meanwhile(*args: Any, **kwargs: Any) -> str:
        free.append(budget.free)
        return really(*args, **kwargs)

    monkeypatch.setattr(host.storage, "get_url", meanwhile)
    assert host.content(host.pressed(host.button(lambda: b"first"))) == b"first"
    assert (free, budget.free) == ([4], 9)


def test_what_fails_is_told() -> None:
    """A file that can't be made, or is no bytes, is an error and leaves nothing behind."""
    host = Host()

    def broken() -> bytes:
        raise RuntimeError("no room")

    with pytest.raises(MediaFileStorageError, match="no room"):
        host.pressed(host.button(broken))
    with pytest.raises(MediaFileStorageError, match="not str"):
        host.pressed(host.button(lambda: "text"))  # type: ignore[arg-type, return-value]
    assert not host.manager._file_metadata


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("strikemap-a-1.2-2023-05-01-to-2023-05-31.csv",
         "strikemap-a-1.2-2023-05-01-to-2023-05-31-HASH.csv"),
        ("../../etc/pass wd\r\n.csv", "etc-pass-wd-HASH.csv"),
        ('a"b;c\\d.json', "a-b-c-d-HASH.json"),
        ("Белгород.csv", "Белгород-HASH.csv"),
        ("x" * 9_000 + ".csv", "x" * 150 + "-HASH.csv"),
        ("Ж" * 9_000 + ".csv", "Ж" * 75 + "-HASH.csv"),
    ],
)  # fmt: skip
def test_names_can_be_read(name: str, becomes: str) -> None:
    """A name says what it said, fits every file system, and ends in a hash of the content."""
    digest = "ba7816bf8f01"  # the first digits of NIST's example of SHA-256
    assert named_by_content(name, b"abc") == becomes.replace("HASH", digest)
    host = Host()
    assert host.name(host.pressed(host.button(lambda: b"abc", name))) == named_by_content(
        name, b"abc"
    )
