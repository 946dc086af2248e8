"""How an address names a reader's own file: so that whoever opens it later hears what it was."""

from __future__ import annotations

from collections.abc import Container, Mapping

Query = Mapping[str, list[str]]

OWN = "own~"
"""Stands before the name; no collection's own name has a tilde (`ID_PATTERN`, Data Package)."""
_NAMED_BY = ("collection", "compare")


def address_name(name: str, of_host: Container[str]) -> str:
    """What an address calls the collection *name*, where the host offers those *of_host*."""
    return name if name in of_host else f"{OWN}{name}"


def with_own(query: Query, own: Container[str], of_host: Container[str]) -> dict[str, list[str]]:
    """*query* as an address says it, with each of the reader's *own* files marked as one."""
    return {
        key: [
            address_name(each, of_host) if key in _NAMED_BY and each in own else each
            for each in values
        ]
        for key, values in query.items()
    }


def without_gone(query: Query, own: Container[str]) -> tuple[dict[str, list[str]], bool]:
    """
    What an address asks for by plain names, and whether it names a file that is none of *own*.

    What it asked of a collection that is gone is left out with it: dates and regions of another
    file would narrow what is shown instead.
    """
    found, is_gone = dict(query), False
    for key in _NAMED_BY:
        value = query.get(key, [""])[-1]
        if not value.startswith(OWN):
            continue
        name = value.removeprefix(OWN)
        if name in own:
            found[key] = [name]
            continue
        is_gone = True
        if key == "collection":
            return {kept: query[kept] for kept in ("lang",) if kept in query}, True
        del found[key]
    return found, is_gone
