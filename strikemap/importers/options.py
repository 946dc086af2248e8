"""What the person who imports a file decides; nothing of it is guessed from the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from strikemap import geography
from strikemap.importers.cells.day_forms import ORDERS
from strikemap.importers.problem import ImportProblem
from strikemap.languages import marked, sentence

CRIMEA = ("UA-40", "UA-43")
"""Sevastopol and Crimea: occupied as a whole, by General Assembly resolution 68/262."""

COUNTRIES = {"RU": marked("Russia"), "UA": marked("Ukraine")}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """
    How a file is cut down and what it lacks.

    `countries` holds `RU`, `UA` or both, by the boundaries; `near` a region's code and a
    distance in kilometres from it; `occupied` the Ukrainian regions that are taken as
    occupied, each as a whole; `mapping` the columns of a plain file (see `forms.mapping`);
    `encoding` overrides what is recognised; `sheet` names one of a spreadsheet, or a list in JSON;
    `date_order` says what comes first in days of numbers (`day`, `month`, `year`; "" where the
    file proves it); `today` is the day of the import.
    """

    countries: tuple[str, ...] = ()
    dates: tuple[date, date] | None = None
    near: tuple[str, float] | None = None
    occupied: tuple[str, ...] = CRIMEA
    mapping: Mapping[str, object] = field(default_factory=dict)
    licence: str = ""
    name: str = ""
    encoding: str = ""
    sheet: str = ""
    date_order: str = ""
    today: date = field(default_factory=date.today)


def checked(options: ImportOptions) -> ImportOptions:
    """
    *options* with countries as codes.

    Raises:
        ImportProblem: a country, a region, a distance or a span of days is not possible.
    """
    names = {name.casefold(): code for code, name in COUNTRIES.items()}
    countries = []
    for each in options.countries:
        code = names.get(each.casefold(), each.upper())
        if code not in COUNTRIES:
            told = sentence("{code} is no country of the model; write RU or UA", code=repr(each))
            raise ImportProblem(told)
        countries.append(code)
    known = geography.regions()
    for each in options.occupied:
        if each not in known or known[each].country != "UA":
            told = sentence(
                "{code} is no region of Ukraine; write a code as UA-14", code=repr(each)
            )
            raise ImportProblem(told)
    if options.near is not None:
        region, distance = options.near
        if region not in known:
            told = sentence(
                "{code} is no region of ours; write a code as RU-BEL", code=repr(region)
            )
            raise ImportProblem(told)
        if not 0 <= distance <= 20_000:
            told = sentence("{km} km is no distance; write 0 to 20000", km=str(distance))
            raise ImportProblem(told)
    if options.date_order not in ("", *ORDERS):
        raise ImportProblem(
            sentence(
                "{order} is no order; write {orders}",
                order=repr(options.date_order),
                orders=", ".join(ORDERS),
            )
        )
    if options.dates is not None and options.dates[0] > options.dates[1]:
        raise ImportProblem(
            sentence(
                "the days end on {day}, before they begin; swap them", day=str(options.dates[1])
            )
        )
    return ImportOptions(
        tuple(countries),
        options.dates,
        options.near,
        options.occupied,
        options.mapping,
        options.licence.strip(),
        options.name.strip(),
        options.encoding.strip(),
        options.sheet.strip(),
        options.date_order,
        options.today,
    )
