"""What is counted and how, what is not covered, and under which licences: the method in words."""

from __future__ import annotations

from typing import NamedTuple

from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.vocabularies import OF_WHOM


class Section(NamedTuple):
    """A heading of the method and the paragraphs under it, or the points of a list, in English."""

    heading: str
    paragraphs: tuple[str, ...]
    is_list: bool = False


OF_WHOM_IN_CLAIMS = marked(
    "Each claim says of whom it speaks, by its own words: {rule} Nothing is inferred from the "
    "place or the kind of attack."
)
METHOD = (
    Section(
        marked("What this is about"),
        (
            marked(
                "Russia launched a full-scale invasion of Ukraine on 24 February 2022; tens of "
                "thousands of people have been killed, most of them in Ukraine. Strikes reported "
                "on Russian territory are a part of that war, and this map, which shows that part "
                "alone, does not stand for the whole."
            ),
        ),
    ),
    Section(
        marked("What counts as an incident"),
        (
            marked(
                "One event at one place and time: a strike, shelling, drone or missile attack, an "
                "act of sabotage or a ground raid that a publication reports on Russian territory,"
                " or on Ukrainian territory under Russian occupation. Reports of one event under a"
                " village, its district and its town are one incident; attacks that the sources "
                "part are several. Strikes on Ukrainian-held territory are outside the scope of "
                "this map."
            ),
        ),
    ),
    Section(
        marked("Territory"),
        (
            marked(
                "Russian territory is that within Russia’s internationally recognised borders. "
                "Crimea, Sevastopol and the occupied parts of Donetsk, Luhansk, Kherson and "
                "Zaporizhzhia are Ukraine (UN General Assembly resolutions 68/262 and ES-11/4). "
                "They are shown apart, and join a total only where you say so."
            ),
        ),
    ),
    Section(
        marked("How totals are made"),
        (
            marked(
                "Each number is a **claim**: one statement by one claimant, printed in one source."
                " What enters a toll is told under “Who is counted”."
            ),
            marked(
                "A claim falls only when a later one replaces it: by the same claimant, or by one "
                "of its side where the source presents an update."
            ),
            marked(
                "**Low** is the least and **high** the most among the claims that stand. “At least"
                " 2” has no high and shows as 2+. “Up to 3” has low 0."
            ),
            marked(
                "The **headline figure** is the minimum of the latest claim by the claimant of "
                "highest rank, and is always named with that claimant. It is one side’s word, not "
                "the truth."
            ),
            marked(
                "**Not reported is not zero.** An incident without a number counts as unknown, and"
                " the unknown are counted beside every total. Zero is shown only where someone "
                "says that nobody was killed, or hurt."
            ),
            marked(
                "Killed and injured are never added together. Injured may include people who died "
                "later."
            ),
            marked(
                "A total’s ends are sums of extremes, not a confidence interval. Drones launched "
                "and downed never become a rate."
            ),
            marked(
                "A day’s or month’s total claimed by someone stands beside the sum that it covers,"
                " never in it."
            ),
        ),
        is_list=True,
    ),
    Section(
        marked("Who is counted"),
        (
            marked(
                "Everyone who is reported killed or injured by an incident, each once, whichever "
                "side tells of it, soldiers as well as civilians."
            ),
        ),
    ),
    Section(
        "",
        (
            OF_WHOM_IN_CLAIMS,
            marked(
                "A total is parted by its headline figure: civilians, combatants, not said; the "
                "three add up to it. You may count one of them alone; an incident of which no "
                "claim says so is then unknown."
            ),
            marked(
                "A claim of civilians or of soldiers alone is a part of the whole where that does "
                "not say of whom it is, and is added to it where it is of the others. A part "
                "(children, the crew of one aircraft) adds to nothing."
            ),
            marked(
                "**Not counted, in any row:** the losses of those who attacked, who are not whom "
                "the attack struck and of whom mostly their enemy tells; and deaths on the way "
                "out, of illness or stress, which nobody puts down to the attack. They stand with "
                "the incident’s claims."
            ),
            marked(
                "A toll that a single publisher printed counts, and is marked; you may ask for "
                "two. A publisher is counted once however many of its pages are cited."
            ),
            marked(
                "A total that was claimed as such says what place it covers; a district’s is never "
                "held against its region."
            ),
        ),
        is_list=True,
    ),
    Section(
        marked("How sure it is"),
        (
            marked(
                "Of the event: *disputed*, *affirmed by both sides*, *corroborated* by two "
                "independent origins, *one origin*, or *unattributed*. Of responsibility: "
                "*contested*, *accepted*, *alleged*, *not stated*. Both are worked out from the "
                "claims and never typed by hand; a government, its agencies and its state media "
                "are one origin. A grade speaks of what is published, never of the people who were"
                " killed or hurt."
            ),
        ),
    ),
    Section(
        marked("Precision"),
        (
            marked(
                "Dates and places carry ACLED’s precision codes. A day that is not exact has a "
                "span, and a date filter keeps an incident when any part of its span falls inside."
                " A dashed outline means “somewhere here” and is no area of effect; where only the"
                " region is known there is a label and no pin."
            ),
        ),
    ),
    Section(
        marked("What is not covered"),
        (
            marked(
                "Everything that the collection’s sources do not report. No victim’s name, wound "
                "or home is recorded, nothing about where troops stand now, and nothing younger "
                "than 72 hours when a collection is checked."
            ),
        ),
    ),
    Section(
        marked("Takedown and corrections"),
        (
            marked(
                "Write to the issue tracker of the project’s repository. Corrections are public: "
                "what changed, why, and in which version."
            ),
        ),
    ),
    Section(
        marked("Licences"),
        (
            marked(
                "Code: MIT. Incident data: as the collection says, CC BY 4.0 for those that ship. "
                "Borders: © OpenStreetMap contributors (ODbL 1.0) and Natural Earth (public "
                "domain); places: GeoNames (CC BY 4.0); map: Leaflet (BSD 2-Clause)."
            ),
        ),
    ),
)
"""The method by its sections; emphasis in them is Markdown."""


def method() -> str:
    """The method in the language that is spoken, as Markdown."""
    return "\n\n".join(_in_markdown(each) for each in METHOD)


def _in_markdown(section: Section) -> str:
    before, between = ("- ", "\n") if section.is_list else ("", "\n\n")
    told = between.join(before + _said(each) for each in section.paragraphs)
    return f"## {_(section.heading)}\n{told}" if section.heading else told


def _said(paragraph: str) -> str:
    if paragraph != OF_WHOM_IN_CLAIMS:
        return _(paragraph)
    rule = (f"*{each.label.lower()}*: {_lower(each.meaning)}" for each in OF_WHOM)
    return _(paragraph, rule=" ".join(rule))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
