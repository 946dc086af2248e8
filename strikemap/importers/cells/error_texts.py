"""What spreadsheets show in a cell whose formula has no value, or which is too narrow for it."""

from __future__ import annotations

import re

_ENGLISH = (
    r"DIV/0!|N/A!?|NAME\?|NULL!|NUM!|REF!|VALUE!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|"
    r"UNKNOWN!|GETTING_DATA|EXTERNAL!|PYTHON!|TIMEOUT!"
)
_RUSSIAN = r"ДЕЛ/0!|Н/Д|ИМЯ\?|ПУСТО!|ЧИСЛО!|ССЫЛКА!|ССЫЛ!|ЗНАЧ!|ОШИБКА!"
_UKRAINIAN = r"ДІЛ/0!|ІМ['’ʼ]Я\?|ПОСИЛАННЯ!|ПОСИЛ!|ЗНАЧЕННЯ!|ПОМИЛКА!"
_OTHERS = r"NV|BEZUG!|WERT!|ZAHL!|NOM\s?\?|VALEUR!|NOMBRE!|ARG!|ADR!"
PATTERN = (
    rf"^\s*(?:#(?:{_ENGLISH}|{_RUSSIAN}|{_UKRAINIAN}|{_OTHERS})|#{{3,}}|"
    r"(?:Err|Error|Ошибка|Ошиб|Помилка|Помил):\s?[0-9]{3}|Loading\.\.\.)\s*$"
)
"""Of Excel, LibreOffice and Google's sheets (ECMA-376, 18.17.3; OpenFormula, 4.6), in the languages
of people who keep such files; `####` is a number or a day in too narrow a column."""

_ERROR = re.compile(PATTERN, re.IGNORECASE)


def is_error(text: str) -> bool:
    """Whether *text* is what a spreadsheet shows in place of a value."""
    return len(text) <= 64 and _ERROR.match(text) is not None
