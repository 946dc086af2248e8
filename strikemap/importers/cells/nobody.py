"""
Words that nobody was killed or hurt, and words that nothing is reported of it, told apart.

The first are a zero that somebody states, the second none: “no casualties” and “none reported”.
Of whom such words speak is read as the chronology's README has it: “no casualties”, “nobody hurt”
and «пострадавших нет» of killed and injured, “no injuries” of the injured alone, “no deaths”,
“no victims” and «жертв нет» of the killed alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NOBODY = "nobody"
"""What stands in a cell in place of such words, of the one measure that its column counts."""

BOTH = ("killed", "injured")
_OF: Mapping[tuple[str, ...], str] = {
    BOTH: r"casualt(?:y|ies)|пострадавших|постраждалих|потерпілих",
    ("injured",): r"injur(?:y|ies)|injured|wounded|раненых|раненных|травмированных|поранених|"
    r"травмованих",
    ("killed",): r"deaths?|dead|fatalit(?:y|ies)|killed|victims?|жертв|погибших|убитых|смертей|"
    r"загиблих|вбитих",
}
_DONE: Mapping[tuple[str, ...], str] = {
    BOTH: r"hurt|harmed|пострадал|постраждав",
    ("injured",): r"injured|wounded|ранен|поранений|поранено",
    ("killed",): r"killed|died|погиб|убит|загинув|вбитий",
}
_ELSE = r"damage|destruction|разрушений|повреждений|руйнувань|пошкоджень"
"""What is none besides, and says nothing of people."""

_NOUN = rf"(?:{'|'.join(_OF.values())})"
_JOINED = r"(?:,|/|\b(?:and|or|nor|и|или|ни|і|й|та|або|ні)\b)"
_NOUNS = rf"{_NOUN}(?:\s*{_JOINED}\s*(?:no\s+)?(?:{_NOUN}|{_ELSE}))*"
_NONE_OF = re.compile(
    rf"(?:there\s+(?:were|are)\s+)?no\s+(?P<en>{_NOUNS})|"
    rf"(?:(?:обошлось|обійшлося|обійшлось)\s+)?(?:without|без)\s+(?P<without>{_NOUNS})|"
    rf"(?P<first>{_NOUNS})\s+(?:нет|не\s+было|немає|нема|не\s+було)|"
    rf"(?:нет|не\s+было|немає|нема|не\s+було)\s+(?P<last>{_NOUNS})"
)
_NO_ONE = re.compile(
    r"(?:no\s+one|no-one|nobody|none|no\s+(?:people|persons|civilians)|никто\s+не|ніхто\s+не)\s+"
    rf"(?:(?:was|were|has\s+been|have\s+been)\s+)?(?P<done>{'|'.join(_DONE.values())})"
    rf"(?:\s+(?:or|nor|и\s+не|или|і\s+не|та\s+не|або)\s+(?P<too>{'|'.join(_DONE.values())}))?"
)
_BARE = frozenset({NOBODY, "no one", "no-one", "no people", "никто", "никого", "ніхто", "нікого"})

_OF_WHOM = r"(?:жертвах|пострадавших|погибших|раненых|убитых)"
_PRO = r"(?:жертви|постраждалих|загиблих|поранених|потерпілих)"
_NOT_TOLD = re.compile(
    r"(?:none|nothing)\s+(?:(?:was|were)\s+)?(?:reported|known|confirmed)|"
    rf"no\s+(?:known|reported|confirmed)\s+{_NOUNS}|"
    rf"no\s+{_NOUNS}\s+(?:(?:was|were|have\s+been)\s+)?(?:reported|known|confirmed)|"
    rf"no\s+(?:reports?|information|info|data|word)\s+(?:of|on|about)\s+(?:any\s+)?{_NOUNS}|"
    rf"{_NOUNS}\s+(?:are\s+|is\s+)?(?:unknown|unclear|not\s+(?:reported|known|specified|given|stated))|"
    r"not\s+(?:specified|mentioned|disclosed|indicated)|n/?r|no\s+reports?|pending|"
    rf"(?:об?\s+{_OF_WHOM}(?:\s+и\s+{_OF_WHOM})?\s+)?не\s+(?:сообщается|сообщалось|сообщают|сообщали)"
    rf"(?:\s+об?\s+{_OF_WHOM})?|"
    rf"(?:информации|сведений|данных|инф\.?)\s+(?:об?\s+{_OF_WHOM}\s+)?нет|"
    rf"нет\s+(?:информации|сведений|данных|инф\.?)(?:\s+об?\s+{_OF_WHOM})?|"
    r"не\s+(?:указано|указан|известно|установлено)|"
    rf"(?:про\s+{_PRO}(?:\s+(?:та|і|й)\s+{_PRO})?\s+)?не\s+повідомля(?:ється|лося|лось)(?:\s+про\s+{_PRO})?|"
    rf"(?:інформації|відомостей|даних)\s+(?:про\s+{_PRO}\s+)?немає|"
    rf"немає\s+(?:інформації|відомостей|даних)(?:\s+про\s+{_PRO})?|"
    r"не\s+(?:вказано|зазначено|відомо|встановлено)"
)


def nobody(plain: str) -> tuple[str, ...]:
    """
    Of which measures *plain*, as `toll_words.plainly` gives it, says that there were none; empty
    where it says anything else.
    """
    plain = plain.rstrip(".!")
    if found := _NO_ONE.fullmatch(plain):
        said = [each for each in (found["done"], found["too"]) if each]
        return _measures(said, _DONE)
    if found := _NONE_OF.fullmatch(plain):
        nouns = next(each for each in found.groups() if each)
        return _measures(re.findall(_NOUN, nouns), _OF)
    return ()


def is_nobody(plain: str) -> bool:
    """Whether *plain* says of whatever its column counts that there were none."""
    plain = plain.rstrip(".!")
    return plain in _BARE or nobody(plain) == BOTH


def is_not_told(plain: str) -> bool:
    """Whether *plain* says that nothing is reported or known of killed or injured."""
    return _NOT_TOLD.fullmatch(plain.rstrip(".!")) is not None


def _measures(words: list[str], of: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    found = {
        measure
        for word in words
        for measures, pattern in of.items()
        if re.fullmatch(pattern, word)
        for measure in measures
    }
    return tuple(each for each in BOTH if each in found)
