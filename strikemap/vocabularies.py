"""The values that a column may take: each one's code, its label for people, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from strikemap.languages import gettext, language, marked, pgettext


@dataclass(frozen=True, slots=True)
class Term:
    """
    One allowed value: its stable code, its label for people, and what it means.

    `label` and `meaning` are in the language that is spoken.  `context` tells a label from another
    one of the same English words.
    """

    code: str
    english_label: str
    english_meaning: str = ""
    context: str = ""

    @property
    def label(self) -> str:
        """The label for people."""
        if self.context:
            return pgettext(self.context, self.english_label)
        return gettext(self.english_label)

    @property
    def meaning(self) -> str:
        """What it means, or ""."""
        return gettext(self.english_meaning) if self.english_meaning else ""


def term_in(context: str, code: str, label: str, meaning: str = "") -> Term:
    """A term whose label means different things: *context* says to translators which."""
    return Term(code, label, meaning, context)


def labels(terms: tuple[Term, ...]) -> Mapping[str, str]:
    """The label of each code of *terms*, in their order and in the language that is spoken."""
    return _labels(terms, language())


@cache
def _labels(terms: tuple[Term, ...], _: str) -> Mapping[str, str]:
    return MappingProxyType({term.code: term.label for term in terms})


TIME_PRECISIONS = (
    Term("1", "exact day", "The day is known, or the one night between two days."),
    Term("2", "within the week", "Some day of the span, which is a week or less."),
    Term("3", "within the month", "Some day of the span, which is longer than a week."),
)
DATE_BASES = (
    Term("stated", "stated", "The source gives the date."),
    Term("inferred", "inferred", "Worked out by the curator, as from a weekday."),
    Term(
        "reported_only",
        "date of the report",
        "The source gives no date: the publication's day and the six before it.",
    ),
)
PARTS_OF_DAY = (
    Term("night", "night"),
    Term("early_morning", "early morning"),
    Term("morning", "morning"),
    term_in("part of the day", "day", "day"),
    Term("afternoon", "afternoon"),
    Term("evening", "evening"),
)

# ACLED's own strings (ACLED Codebook, "Event types"); "unknown" is ours, for a report
# that does not say what happened.
UNKNOWN = Term("unknown", "Unknown", "The source does not say.")
SUB_EVENT_TYPES_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    marked("Battles"): (
        marked("Armed clash"),
        marked("Government regains territory"),
        marked("Non-state actor overtakes territory"),
    ),
    marked("Explosions/Remote violence"): (
        marked("Air/drone strike"),
        marked("Shelling/artillery/missile attack"),
        marked("Remote explosive/landmine/IED"),
        marked("Suicide bomb"),
        marked("Grenade"),
        marked("Chemical weapon"),
    ),
    marked("Violence against civilians"): (
        marked("Attack"),
        marked("Sexual violence"),
        marked("Abduction/forced disappearance"),
    ),
    marked("Strategic developments"): (
        marked("Disrupted weapons use"),
        marked("Looting/property destruction"),
        marked("Change to group/activity"),
        marked("Agreement"),
        marked("Arrests"),
        marked("Headquarters or base established"),
        marked("Non-violent transfer of territory"),
        marked("Other"),
    ),
    marked("Protests"): (
        marked("Excessive force against protesters"),
        marked("Peaceful protest"),
        marked("Protest with intervention"),
    ),
    marked("Riots"): (marked("Mob violence"), marked("Violent demonstration")),
    "unknown": ("unknown",),
}
_SUB_EVENT_MEANINGS = {
    "Air/drone strike": marked(
        "A strike from the air, by drone or aircraft, that reached the ground."
    ),
    "Shelling/artillery/missile attack": marked("Artillery, mortar, rocket or missile fire."),
    "Disrupted weapons use": marked("Weapons intercepted before they struck (ACLED's convention)."),
    "Looting/property destruction": marked("Sabotage without casualties (ACLED's convention)."),
    "Armed clash": marked("Fighting between armed groups, a ground raid included."),
}
EVENT_TYPES = tuple(
    UNKNOWN if name == "unknown" else Term(name, name) for name in SUB_EVENT_TYPES_BY_TYPE
)
SUB_EVENT_TYPES = tuple(
    UNKNOWN if name == "unknown" else Term(name, name, _SUB_EVENT_MEANINGS.get(name, ""))
    for names in SUB_EVENT_TYPES_BY_TYPE.values()
    for name in names
)
WEAPONS = (
    Term("drone", "Drone"),
    Term("artillery", "Artillery", "Guns and mortars, where the source says so."),
    Term("rocket", "Rocket", "Unguided rockets, multiple launchers included."),
    Term("missile", "Missile"),
    Term("shelling_unspecified", "Shelling, unspecified", "“Shelling”, no more precise."),
    Term("explosive", "Explosive", "A planted or thrown charge."),
    Term("small_arms", "Small arms"),
    UNKNOWN,
)
TARGETS = (
    Term("residential", "Residential"),
    Term("energy", "Energy", "Oil, gas, electricity and their storage."),
    Term("transport", "Transport"),
    Term("government", "Government"),
    Term("military", "Military"),
    Term("industrial", "Industrial"),
    Term("education", "Education"),
    Term("other", "Other"),
    UNKNOWN,
)
TERRITORIES = (
    Term("russia", "Russian territory", "Within Russia's internationally recognised borders."),
    Term(
        "occupied_ukraine",
        "Russian-occupied Ukraine",
        "Ukraine under Russian occupation on that day, Crimea and Sevastopol included "
        "(UN General Assembly resolutions 68/262 and ES-11/4).",
    ),
)
GEO_PRECISIONS = (
    Term("1", "the town", "The point is the named town or village."),
    Term("2", "near a town or in a district", "The point stands for a small area."),
    Term("3", "the region alone", "Only the region is known; the point is its capital."),
)
STATUSES = (
    Term("active", "active"),
    Term("withdrawn", "withdrawn", "No longer held to have happened as recorded."),
    Term("merged", "merged", "The same event as the incident in merged_into."),
)
MEASURES = (
    Term("killed", "Killed"),
    Term("injured", "Injured", "May include people who died later."),
    Term("drones_launched", "Drones launched"),
    Term("drones_downed", "Drones stopped", "Shot down, jammed or otherwise stopped."),
    Term("drones_hit", "Drones crashed or struck"),
    Term("damaged", "Damaged", "A count of damaged things; the subject says which."),
    Term("damage", "Damage", "Damage without a count."),
    Term("outcome", "Outcome", "What followed: a fire, an evacuation, a power cut."),
    Term("attribution", "Attribution", "Says who did it."),
    Term("responsibility", "Responsibility", "Accepts one's own act."),
    Term("denial", "Denial", "Denies the event, or the claim or role named in `about`."),
    Term("confirmation", "Confirmation"),
    Term("no_comment", "No comment", "The publication's observation of silence, for its date."),
)
BOUNDS = (
    Term("exact", "exactly", "The number, or the range where the two values differ."),
    term_in("bound", "about", "about", "An approximate number."),
    Term("at_least", "at least", "A minimum; no maximum is known."),
    Term("up_to", "up to", "A maximum; no minimum is known."),
)
PEOPLE = "people"
"""The subject of a claim that counts everyone killed, or injured."""
CIVILIANS, COMBATANTS, NOT_SAID = "civilians", "combatants", "not_said"
OF_WHOM = (
    Term(
        CIVILIANS,
        "Civilians",
        "Called civilians or residents; women, children and pensioners; named by a civil "
        "occupation or office (workers, drivers, guards of an enterprise, rescuers, medics, "
        "police, officials, members of parliament); evacuees.",
    ),
    Term(
        COMBATANTS,
        "Combatants",
        "Members of armed forces or of an armed group, on duty or not: soldiers, crews of "
        "military aircraft, border guards, the National Guard, territorial and self-defence "
        "units, fighters, attackers.",
    ),
    Term(
        NOT_SAID,
        "Not said",
        "No more than people, a man, a man and a woman, nobody; or civilians and combatants "
        "counted together.",
    ),
)
GROUPS: tuple[str, str] = (CIVILIANS, COMBATANTS)
"""The subjects of claims that count one of the two alone, beside the other or within the whole."""
ATTACKERS = "attackers"
"""The subject of claims of the losses of those who attacked, whom no sum of ours counts."""
CERTAINTIES = (
    term_in("certainty", "stated", "stated"),
    Term("preliminary", "preliminary", "The claimant called it preliminary."),
    Term("apparent", "apparent", "The source says “apparently” or the like."),
)
CLAIMANT_TYPES = (
    Term("regional_governor", "Regional governor"),
    Term("ministry", "Ministry or state agency"),
    Term("head_of_state", "Head of state or spokesman"),
    Term("local_officials", "Local officials"),
    Term("emergency_services", "Emergency services"),
    Term("occupation_authorities", "Occupation authorities"),
    Term("ukrainian_officials", "Ukrainian officials"),
    Term("armed_group", "Armed group"),
    Term("state_media", "State media"),
    Term("independent_media", "Independent media"),
    Term("witness", "Witness"),
)
SIDES = (
    Term("russia", "Russia"),
    Term("ukraine", "Ukraine"),
    term_in(
        "side",
        "other",
        "Other",
        "Neither state; Russian armed groups against the Kremlin too.",
    ),
)
SOURCE_KINDS = (
    Term("news_article", "news article"),
    term_in("kind of source", "wire", "wire"),
    Term("official_statement", "official statement"),
    Term("social_media_post", "social media post"),
    Term("broadcast", "broadcast"),
    term_in("kind of source", "report", "report"),
    Term("dataset", "dataset"),
)
CASUALTY_MEASURES: tuple[str, str] = ("killed", "injured")
