"""Rules on what claims are about, what they replace, and what no claim names."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from strikemap.checks.records import in_circle, referred
from strikemap.checks.rule import Edit, Finding, Flags, Rule, Subject, rows_where
from strikemap.languages import marked, sentence

DIFFERS = (
    marked("the claim that it replaces has another incident; let both stand, or correct one"),
    marked("the claim that it replaces has another covered region; let both stand, or correct one"),
    marked("the claim that it replaces has another covered place; let both stand, or correct one"),
    marked("the claim that it replaces has another side; let both stand, or correct one"),
    marked("the claim that it replaces has another measure; let both stand, or correct one"),
    marked("the claim that it replaces has another subject; let both stand, or correct one"),
)
"""What may not differ between a claim and the one that it replaces."""


def supersedes_circle(subject: Subject) -> Iterator[Finding]:
    """Claims that, by way of others, replace themselves."""
    yield Finding(
        "claims",
        in_circle(referred(subject, "claims", "supersedes")),
        "supersedes",
        sentence("leads back to this claim; name the earlier one alone"),
    )


def supersedes_agree(subject: Subject) -> Iterator[Finding]:
    """Claims that differ from the claim that they replace in what may not differ."""
    earlier = referred(subject, "claims", "supersedes")
    later = np.flatnonzero(earlier >= 0)
    if not len(later):
        return
    claims = subject.claims
    side = subject.texts("claimants", "side")[claims["claimant"].to_numpy()]
    compared = (
        claims["incident"].to_numpy(),
        claims["covers_region"].cat.codes.to_numpy(),
        claims["covers_place"].cat.codes.to_numpy(),
        side,
        claims["measure"].cat.codes.to_numpy(),
        claims["subject"].cat.codes.to_numpy(),
    )
    for values, differs in zip(compared, DIFFERS, strict=True):
        yield Finding(
            "claims",
            later[values[later] != values[earlier[later]]],
            "supersedes",
            sentence(differs),
        )


def incident_or_cover(subject: Subject) -> Iterator[Finding]:
    """Claims about neither an incident nor a span of days, or about both."""
    claims = subject.claims
    incident = (claims["incident"] >= 0).to_numpy()
    begin, end = claims["covers_from"].notna().to_numpy(), claims["covers_to"].notna().to_numpy()
    some = begin | end | (claims["covers_region"] != "").to_numpy()
    some |= (claims["covers_place"] != "").to_numpy()
    yield Finding(
        "claims",
        rows_where(incident & some),
        "covers_from",
        sentence("about an incident and a span of days at once; empty one of them"),
    )
    yield Finding(
        "claims",
        rows_where(~incident & ~(begin & end)),
        "incident_id",
        sentence("about no incident; fill it, or covers_from and covers_to both"),
    )


def incidents_claimed(subject: Subject) -> Iterator[Finding]:
    """Active incidents that no claim is about."""
    yield Finding(
        "incidents",
        rows_where(subject.active & ~_named(len(subject.incidents), subject, "incident")),
        "incident_id",
        sentence("no claim is about it; add one with its source, or leave the incident out"),
    )


def unused(subject: Subject) -> Iterator[Finding]:
    """Claimants who claim nothing, and sources from which nothing is taken."""
    who = subject.collection.claimants
    silent = rows_where(~_named(len(who), subject, "claimant"))
    said = sentence("no claim names it; remove it")
    yield Finding("claimants", silent, "claimant_id", said, "warning")
    sources = subject.collection.sources
    used = _named(len(sources), subject, "source")
    reprinted = set(subject.texts("sources", "reprint_of"))
    used |= np.array([each in reprinted for each in subject.texts("sources", "source_id")], bool)
    yield Finding("sources", rows_where(~used), "source_id", said, "warning")


def _named(count: int, subject: Subject, column: str) -> Flags:
    positions = subject.claims[column].to_numpy()
    named = np.zeros(count, bool)
    named[positions[positions >= 0]] = True
    return named


def attributions(subject: Subject) -> Iterator[Finding]:
    """Attributions that accuse nobody."""
    accuses = (subject.claims["measure"] == "attribution").to_numpy()
    nobody = (subject.claims["about"] == "").to_numpy()
    yield Finding(
        "claims",
        rows_where(accuses & nobody),
        "about",
        sentence("empty where someone is said to have done it; write whom, as ukraine"),
    )


RULES = (
    Rule(
        "supersedes-circle",
        "No claim replaces itself, by way of others either.",
        (Edit("claims.csv", 4, "supersedes", "2023-05-31-shebekino-shelling-injured-2"),),
        supersedes_circle,
    ),
    Rule(
        "supersedes-agree",
        "A claim and the one that it replaces have the same incident or covered region and place, "
        "side, measure and subject.",
        (Edit("claims.csv", 5, "subject", "civilians"),),
        supersedes_agree,
    ),
    Rule(
        "incident-or-cover",
        "A claim is about one incident, or about a span of days, never both.",
        (Edit("claims.csv", 4, "covers_from", "2023-05-31"),),
        incident_or_cover,
    ),
    Rule(
        "incident-claimed",
        "Each active incident has a claim, and so a source.",
        (Edit("claims.csv", 2, "incident_id", "2023-05-31-shebekino-shelling"),),
        incidents_claimed,
    ),
    Rule(
        "unused",
        "Each claimant and each source is named by a claim.",
        (Edit("claims.csv", 2, "claimant_id", "governor-belgorod"),),
        unused,
    ),
    Rule(
        "attribution",
        "A claim of who did it says whom.",
        (Edit("claims.csv", 2, "about", ""),),
        attributions,
    ),
)
