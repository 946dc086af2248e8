"""The languages that readers are spoken to in: messages, plurals, numbers and lists in each."""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.lists import format_list

DEFAULT = "en"
UNDETERMINED = "und"
"""The code of a language that is not known (BCP 47)."""
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "uk": "Українська", "ru": "Русский"}
)
"""Each language by its ISO 639-1 code (a value of `lang` in the URL), with its own name."""
LOCALES: Mapping[str, str] = MappingProxyType({"en": "en_GB", "uk": "uk", "ru": "ru"})
"""The CLDR locale by which each language writes lists, numbers and days."""
FOLDER = Path(__file__).parent / "locale"
DOMAIN = "strikemap"

_spoken: ContextVar[str] = ContextVar("language", default="")


def _nobody_asks() -> str:
    return DEFAULT


_asked: Callable[[], str] = _nobody_asks


def language() -> str:
    """The code of the language that is spoken here and now: of this run, thread or request."""
    return _spoken.get() or _asked()


def speak(code: str) -> None:
    """
    From here on, in this thread or request alone, speak the language *code*.

    Raises:
        KeyError: it is none of `LANGUAGES`.
    """
    LANGUAGES[code]
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """
    Within this block, in this thread or request alone, the language *code* is spoken.

    Raises:
        KeyError: it is none of `LANGUAGES`.
    """
    LANGUAGES[code]
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def ask_where_unset(ask: Callable[[], str]) -> None:
    """
    Let *ask* tell the language where none was chosen in this thread or request.

    A session's callbacks and fragments may run in a thread that its page has not run in.
    """
    global _asked  # one server has one way to ask which session runs
    _asked = ask


def preferred(accepted: str) -> str:
    """
    The language of ours that a browser likes best, by its `Accept-Language` (RFC 9110, 12.5.4).

    English where it names none of ours; what is not understood is passed over.
    """
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")[:50]):
        tag, _, weight = part.strip().partition(";")
        code = tag.strip().lower().split("-")[0]
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
        except ValueError:
            continue
        if code in LANGUAGES and quality > 0:
            liked.append((-quality, place, code))
    return min(liked)[2] if liked else DEFAULT


@cache
def catalogue(code: str) -> catalogues.NullTranslations:
    """The compiled messages of the language *code*; those of English are the messages' own."""
    return catalogues.translation(DOMAIN, FOLDER, [code], fallback=True)


def gettext(message: str, /, **named: object) -> str:
    """
    *message* in the language that is spoken, with each `{name}` in it replaced.

    Whole numbers among *named* are written as the language does.  Raw text stays raw.
    """
    return _filled(catalogue(language()).gettext(message), named)


def pgettext(context: str, message: str, /, **named: object) -> str:
    """As `gettext`, of a *message* that means different things: *context* says which."""
    return _filled(catalogue(language()).pgettext(context, message), named)


def ngettext(one: str, many: str, count: int, /, **named: object) -> str:
    """As `gettext`, in the form that goes with *count*, which replaces `{count}`."""
    return _filled(catalogue(language()).ngettext(one, many, count), {"count": count, **named})


def marked(message: str) -> str:
    """*message* itself: it is said elsewhere, by `gettext`, and stands in the catalogue."""
    return message


class Sentence(str):
    """
    A message with its places filled: English text that `worded` says in any language.

    What is kept for readers of several languages is such a sentence.  Everything but a page, as
    files, logs and the command line, takes it for the English that it is.
    """

    __slots__ = ("_count", "_many", "_named", "message")

    message: str
    _many: str
    _count: int
    _named: Mapping[str, object]

    def said(self, quoted: Callable[[str], str] = str) -> str:
        """This sentence in the language that is spoken; a `FAULT` as *quoted* gives it."""
        named = {name: _place(name, value, quoted) for name, value in self._named.items()}
        if self._many:
            return ngettext(self.message, self._many, self._count, **named)
        return gettext(self.message, **named)

    @property
    def within(self) -> tuple[Sentence, ...]:
        """The sentences in its places."""
        return tuple(each for each in self._named.values() if isinstance(each, Sentence))

    def put(self, message: str) -> Sentence:
        """What fills the places of this sentence in those of another *message*."""
        return sentence(message, **self._named)


def sentence(message: str, /, **named: object) -> Sentence:
    """
    *message* with each `{name}` in it replaced, to be said where it is shown.

    What is *named* is text, which stays as it is and in a place of `FAULT` is another program's; a
    whole number, written as a language does; a sentence; or a function that gives text in the
    language that is spoken.
    """
    return _sentence(message, "", 0, named)


def sentences(one: str, many: str, count: int, /, **named: object) -> Sentence:
    """As `sentence`, in the form that goes with *count*, which replaces `{count}`."""
    return _sentence(one, many, count, named)


def quoted(text: str) -> Sentence:
    """*text* in one line, with what is not seen escaped, in the quotation marks of the language."""
    made = _Quoted(repr(text))
    made.message, made._many, made._count, made._named = _QUOTED[made[0]], "", 0, _NOTHING
    return made


class _Quoted(Sentence):
    """A text in quotation marks, of which one is kept for each row that a file is told of."""

    __slots__ = ()

    def said(self, quoted: Callable[[str], str] = str) -> str:
        return gettext(self.message, cell=self[1:-1])


_NOTHING: Mapping[str, object] = {}
_QUOTED = {"'": marked("'{cell}'"), '"': marked('"{cell}"')}
"""By the mark that `repr` chooses: the other one, where a text has the first."""


def _sentence(message: str, many: str, count: int, named: Mapping[str, object]) -> Sentence:
    english = {name: _in_english(value) for name, value in named.items()}
    if many:
        english = {"count": _in_english(count), **english}
    made = Sentence(_filled(many if many and count != 1 else message, english))
    made.message, made._many, made._count, made._named = message, many, count, named
    return made


def _in_english(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if not callable(value):
        return value
    with speaking(DEFAULT):
        return value()


FAULT = ("fault", "reason")
"""The places of a sentence in which another program's own text stands, which is English."""


def _place(name: str, value: object, quoted: Callable[[str], str]) -> object:
    if isinstance(value, Sentence):
        return value.said(quoted)
    if name in FAULT and isinstance(value, str):
        return quoted(value)
    return value() if callable(value) else value


def worded(text: str, quoted: Callable[[str], str] = str) -> str:
    """
    *text*, where it is a `Sentence`, in the language that is spoken; what another program says in
    it stands as *quoted* gives it.

    Any other text, as of a file or of another program, is given as it is.
    """
    return text.said(quoted) if isinstance(text, Sentence) else text


class SpokenError(Exception):
    """An error that may be kept: it says its `Sentence` in the language that is spoken then."""

    def __str__(self) -> str:
        said = self.args[0] if len(self.args) == 1 else None
        return said.said() if isinstance(said, Sentence) else super().__str__()


def sentence_of(error: BaseException) -> str:
    """What *error* says: the `Sentence` itself, where it says one."""
    said = error.args[0] if len(error.args) == 1 else None
    return said if isinstance(said, Sentence) else str(error)


def _filled(message: str, named: Mapping[str, object]) -> str:
    if not named:
        return message
    return message.format_map(
        {
            name: number(value) if isinstance(value, int) and not isinstance(value, bool) else value
            for name, value in named.items()
        }
    )


def number(value: int) -> str:
    """A whole number as the language writes it (CLDR): `1,204`, or `1 204` with a fixed space."""
    written = f"{value:,}"
    return written if -1000 < value < 1000 else written.replace(",", _grouping(language()))


def decimal(value: float, places: int) -> str:
    """A number with *places* decimals as the language writes it (CLDR): `1.5`, or `1,5`."""
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    whole = whole.replace(",", _grouping(language()))
    return whole + _point(language()) + rest if rest else whole


@cache
def _grouping(code: str) -> str:
    return str(Locale.parse(LOCALES[code]).number_symbols["latn"]["group"])


@cache
def _point(code: str) -> str:
    return str(Locale.parse(LOCALES[code]).number_symbols["latn"]["decimal"])


def all_of(names: Sequence[str]) -> str:
    """Names as a list (CLDR): `a, b and c`."""
    return _listed(tuple(names), "standard", language())


def either_of(names: Sequence[str]) -> str:
    """Names as a choice (CLDR): `a, b or c`."""
    return _listed(tuple(names), "or", language())


@lru_cache(maxsize=4_096)
def _listed(names: tuple[str, ...], style: str, code: str) -> str:
    return format_list(names, style, LOCALES[code])  # type: ignore[arg-type]  # one of CLDR's styles
