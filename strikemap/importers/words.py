"""The sentences of an import's account, which files have in English, in the reader's language."""

from __future__ import annotations

from collections import Counter

from strikemap.importers.cells.doubtful_counts import MAY_BE_DAY, MAY_BE_SUM
from strikemap.languages import DEFAULT, Sentence, gettext, language, marked

# What the importers do about a cell that cannot be read.
UNKNOWN = marked("it counts as unknown")
LEFT_OUT = marked("it is left out")
BEFORE_FIRST_DAY = marked("it is before the first day")
BEFORE_INCIDENT = marked("it is before the incident")
YET_TO_COME = marked("it is yet to come")
MORE_THAN_ALL = marked("it is more than the file's number of everyone, and is left out")
NOT_OF_ITS_TYPE = marked("it is not of its event type")
NOT_SET = marked("it is neither 0 nor 1, and counts as not set")
SWAPPED = marked("it is less than the least number given; both ends of the range are kept")
NO_ADDRESS = marked("it is no http(s) address and is left out")
FIRST_ADDRESS = marked("of several addresses the first is kept")
WIDEST = marked("the widest is taken")
NOT_EXACT = marked("it counts as not exact")
BY_REGION = marked("the row is placed by its region")
NOTED = marked("the number is kept, and what is told beside it is not counted by itself")
OVER_ROWS = marked(
    "it is merged over several rows, and its number is that of the first of them alone"
)
FORMULA = marked(
    "it is a formula whose value the file does not hold; open the file in a spreadsheet program "
    "and save it anew"
)
BESIDE_POINT = marked("it is another place than the point, which is taken")
SAID_AGAIN = marked("the row has another of this name before it, with another value")
AS_INJURED = marked(
    "people harmed, killed or not, stand in it beside the killed and are taken as the injured"
)
DAY_NOTED = marked("the day is kept, and what is told beside it is not")

ENDS_BEFORE = marked("the row ends before it, and it counts as empty")
OTHER_WEEKDAY = marked("it names another weekday than the day's; the day is kept")
ZONE_UNKNOWN = marked("its time zone is not known, and the day is the one that is written")
TAKEN = frozenset(
    (
        SWAPPED,
        FIRST_ADDRESS,
        NOTED,
        OVER_ROWS,
        FORMULA,
        MAY_BE_DAY,
        MAY_BE_SUM,
        BESIDE_POINT,
        SAID_AGAIN,
        AS_INJURED,
        DAY_NOTED,
        ENDS_BEFORE,
        OTHER_WEEKDAY,
        ZONE_UNKNOWN,
    )
)
"""What is done about a cell that is taken, or has nothing to be taken."""
READ_OTHERWISE = TAKEN | {
    BEFORE_FIRST_DAY,
    BEFORE_INCIDENT,
    YET_TO_COME,
    MORE_THAN_ALL,
    NOT_OF_ITS_TYPE,
}
"""What is done about a cell that could be read, whether it is taken or left out."""

MOST = 500
"""Sentences of one message that are kept: as many rows as a page shows of a list."""
_MOST_PARTS = 50


class Words:
    """The sentences that were said of a file, each found by its English."""

    def __init__(self) -> None:
        self._known: dict[str, Sentence] = {}
        self._kept: Counter[str] = Counter()

    def keep(self, said: str) -> None:
        """Keep *said*, where it is a `Sentence` and not one of too many of its message."""
        if isinstance(said, Sentence) and self._kept[said.message] < MOST:
            for each in (said, *said.within):
                self._kept[each.message] += each not in self._known
                self._known.setdefault(str(each), each)

    def sentence(self, text: str) -> str:
        """The sentence whose English *text* is, where it is kept; else *text* itself."""
        return self._known.get(text, text)

    def in_words(self, text: str) -> str | None:
        """
        *text*, sentences of the account, in the language that is spoken; None where one of them is
        neither a sentence that is kept nor a message.  Raw text.
        """
        if language() == DEFAULT:
            return text
        if whole := self._said(text):
            return whole
        ends = [at for at in range(len(text)) if text.startswith(". ", at)]
        for end in ends[:_MOST_PARTS]:
            first = self._said(text[: end + 1])
            rest = self.in_words(text[end + 2 :]) if first else None
            if first and rest:
                return f"{first} {rest}"
        return None

    def _said(self, text: str) -> str | None:
        known = text if isinstance(text, Sentence) else self._known.get(text)
        if known is not None:
            return known.said()
        said = gettext(text) if text else ""
        return said if said != text else None
