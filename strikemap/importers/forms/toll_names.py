"""Which toll the words of a header make together: whom, how many of them at least, or at most."""

from __future__ import annotations

from collections.abc import Mapping

_MEASURES: Mapping[str, str] = {
    "killed": "killed dead died death deaths fatality fatalities погибло погибли погибший погибшие "
    "погибших убито убиты убитые убитых смерти смертей загинуло загинули загиблі загиблих вбито "
    "вбиті вбитих",
    "injured": "injured injury injuries wounded hurt ранено ранены раненые раненых раненных "
    "травмировано травмированы травмированных поранено поранені поранених травмовано травмовані "
    "травмованих",
}
_GROUPS: Mapping[str, str] = {
    "civilians": "civilian civilians noncombatants гражданское гражданские гражданских мирные "
    "мирных цивільні цивільних мирні мирних цив гражд civ",
    "combatants": "military soldier soldiers servicemen combatant combatants belligerent "
    "belligerents troops военные военных военнослужащие военнослужащих військові військових "
    "військовослужбовці військовослужбовців військ mil",
}
_ENDS: Mapping[str, str] = {
    "best": "best",
    "least": "min minimum minimal low lower lowest least мин минимум минимально мінімум",
    "most": "max maximum maximal high higher highest upper most макс максимум максимально",
}
_BESIDE = (
    "total totals all overall people person persons individuals number numbers no nr num n count "
    "of the how many were estimate estimated est casualties victims "
    "всего итого количество число кол во человек чел людей люди жителей жители лиц "
    "пострадало пострадавшие пострадавших жертвы жертв "
    "всього усього кількість к ть сть осіб особи жертви уточнено уточненно "
    "постраждало постраждалі постраждалих"
)
"""Words that change nothing of what is counted.  “Confirmed”, “children” and the like do, and a
header that has them is asked about."""
_OF_GROUPS = "reported"
"""A word that changes nothing beside a group, as in “civilians reported killed” (the Bureau of
Investigative Journalism's tables of drone strikes); by itself it stands beside “confirmed”."""

_KINDS: Mapping[str, tuple[str, str]] = {
    word: (kind, name)
    for kind, of in (("measure", _MEASURES), ("group", _GROUPS), ("end", _ENDS))
    for name, words in of.items()
    for word in words.split()
} | dict.fromkeys(_BESIDE.split(), ("beside", ""))


def composed(name: str) -> str | None:
    """
    The field that the words of *name*, joined by `_`, make together: `minimum_people_injured`,
    `killed_civilians_max`, `загиблі_цивільні_максимум`; None where a word of it says more, or no
    word or two say what is counted.
    """
    found: dict[str, str] = {}
    said = set()
    for word in name.split("_"):
        if word == _OF_GROUPS:
            said.add(word)
            continue
        kind, what = _KINDS.get(word, ("", ""))
        if not kind or (kind != "beside" and found.get(kind, what) != what):
            return None
        if kind != "beside":
            found[kind] = what
    if "measure" not in found or (said and "group" not in found):
        return None
    group, end = found.get("group", ""), found.get("end", "")
    if group:
        ends = {"": "", "least": "_low", "most": "_max"}
        return f"{found['measure']}_{group}{ends[end]}" if end in ends else None
    return found["measure"] + {"": "", "best": "_headline", "least": "_low", "most": "_max"}[end]
