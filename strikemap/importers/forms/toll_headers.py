"""Fields of a plain table that hold tolls: what each holds, in words, and names that it goes by."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.importers.forms.meaning import Meaning

TOLLS: Mapping[str, Meaning] = {
    "killed": Meaning(
        "people killed",
        "fatalities deaths dead death fatality num_killed number_killed "
        "n_killed "
        "people_killed total_killed killed_total deaths_total total_deaths total_fatalities "
        "fatalities_total death_toll number_of_deaths number_killed_total nkill persons_killed "
        "погибло погибшие погибших погибли погиб убито убитые убитых убиты смерти смертей "
        "загинуло загиблі загиблих загинули загибло вбито вбиті вбитих #affected+killed",
    ),
    "killed_max": Meaning(
        "the most people killed, where a range is given",
        "high_estimate killed_high deaths_max max_killed fatalities_max max_fatalities "
        "fatalities_high",
    ),
    "killed_low": Meaning(
        "the least that anyone says was killed",
        "low_estimate deaths_low deaths_min killed_min min_killed fatalities_min min_fatalities",
    ),
    "killed_headline": Meaning("the headline figure of people killed", "best_estimate"),
    "killed_civilians": Meaning(
        "civilians killed, within all killed or by themselves",
        "civilians_killed killed_civilian civilian_deaths deaths_civilians civilian_fatalities "
        "fatalities_civilian civilians_reported_killed civilian_killed "
        "погибло_гражданских гражданских_погибло погибшие_гражданские погибло_мирных "
        "погибшие_мирные мирных_погибло погибшие_среди_мирных загиблі_мирні загинуло_мирних "
        "загинуло_цивільних цивільних_загинуло загиблі_цивільні",
    ),
    "killed_civilians_low": Meaning("the least number of civilians killed", "min_civilians_killed"),
    "killed_civilians_max": Meaning(
        "the most civilians killed, where a range is given",
        "max_civilians_killed",
    ),
    "killed_combatants": Meaning(
        "combatants killed, within all killed or by themselves",
        "kia combatants_killed military_killed killed_military military_deaths deaths_military "
        "military_fatalities soldiers_killed killed_soldiers погибло_военных военных_погибло "
        "погибшие_военные загиблі_військові "
        "загинуло_військових військових_загинуло",
    ),
    "killed_combatants_low": Meaning("the least number of combatants killed"),
    "killed_combatants_max": Meaning("the most combatants killed, where a range is given"),
    "killed_known": Meaning("whether a number of people killed is known"),
    "killed_according_to": Meaning("whose figure of people killed is the headline"),
    "killed_headline_high": Meaning("the most that the headline claim of people killed says"),
    "killed_headline_bound": Meaning("the bound of the headline figure of people killed"),
    "killed_according_to_name": Meaning("the name of who says how many were killed"),
    "killed_according_to_type": Meaning("the kind of who says how many were killed"),
    "killed_according_to_side": Meaning("the side of who says how many were killed"),
    "killed_according_to_origin": Meaning("the origin of who says how many were killed"),
    "injured": Meaning(
        "people injured",
        "wounded injuries hurt num_injured number_injured n_injured "
        "people_injured "
        "total_injured injured_total total_wounded wounded_total nwound persons_injured "
        "ранено раненые раненых раненных ранены ранен поранено поранені поранених поранення "
        "травмовано травмированы травмировано "
        "#affected+injured",
    ),
    "injured_max": Meaning(
        "the most people injured, where a range is given",
        "injured_high wounded_max max_injured",
    ),
    "injured_civilians": Meaning(
        "civilians injured, within all injured or by themselves",
        "civilians_injured civilians_wounded injured_civilian civilian_injuries "
        "civilians_reported_injured ранено_гражданских гражданских_ранено "
        "ранено_мирных раненые_гражданские раненые_мирные поранені_цивільні поранені_мирні "
        "поранено_цивільних цивільних_поранено",
    ),
    "injured_civilians_low": Meaning(
        "the least number of civilians injured", "min_civilians_injured"
    ),
    "injured_civilians_max": Meaning(
        "the most civilians injured, where a range is given",
        "max_civilians_injured",
    ),
    "injured_combatants": Meaning(
        "combatants injured, within all injured or by themselves",
        "wia combatants_injured military_injured military_wounded soldiers_wounded "
        "soldiers_injured "
        "injured_military wounded_military ранено_военных военных_ранено раненые_военные "
        "поранені_військові поранено_військових",
    ),
    "injured_combatants_low": Meaning("the least number of combatants injured"),
    "injured_combatants_max": Meaning("the most combatants injured, where a range is given"),
    "injured_low": Meaning(
        "the least that anyone says was injured",
        "wounded_low wounded_min injured_min min_injured",
    ),
    "injured_headline": Meaning("the headline figure of people injured"),
    "injured_known": Meaning("whether a number of people injured is known"),
    "injured_according_to": Meaning("whose figure of people injured is the headline"),
    "injured_headline_high": Meaning("the most that the headline claim of people injured says"),
    "injured_headline_bound": Meaning("the bound of the headline figure of people injured"),
    "injured_according_to_name": Meaning("the name of who says how many were injured"),
    "injured_according_to_type": Meaning("the kind of who says how many were injured"),
    "injured_according_to_side": Meaning("the side of who says how many were injured"),
    "injured_according_to_origin": Meaning("the origin of who says how many were injured"),
    "casualties": Meaning(
        "people killed and injured together, which no total of ours holds",
        "total_casualties casualties_total victims пострадало пострадавшие пострадавших "
        "постраждало постраждалі постраждалих жертвы жертв жертви #affected",
    ),
    "killed_and_injured": Meaning(
        "people killed and injured in one column, as `3/5` or `3 killed, 5 injured`",
        "killed_injured killed_wounded killed_and_wounded dead_injured dead_wounded "
        "dead_and_injured deaths_injuries deaths_injured fatalities_injuries погибло_ранено "
        "погибшие_раненые погибших_раненых погибло_и_ранено "
        "убито_ранено загинуло_поранено загиблі_поранені загиблих_поранених загинуло_і_поранено",
    ),
}
"""`killed`, `deaths` and `fatalities` are ACLED's, UCDP's, Airwars' and GTD's (`nkill`) names;
`#…` are hashtags of the Humanitarian Exchange Language; `_low`, `_headline`, `_high`, `_known`,
`_according_to`, what begins so, `_civilians` and `_combatants` this project's own exports'."""
