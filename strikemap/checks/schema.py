"""Rules on files, columns and values; most are held while the files are read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from strikemap.checks.rule import Edit, Finding, Rule, Subject, in_package
from strikemap.collection import resources
from strikemap.languages import quoted, sentence
from strikemap.model import TABLES
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE


def descriptor_schema(subject: Subject) -> Iterator[Finding]:
    """Resources of the descriptor that differ from the model's tables."""
    found = subject.collection.descriptor.get("resources")
    given = {
        each.get("name"): each
        for each in (found if isinstance(found, list) else [])
        if isinstance(each, dict) and isinstance(each.get("name"), str)
    }
    for wanted, bare in zip(resources(), resources(TABLES), strict=True):
        name, schemas = str(wanted["name"]), (wanted["schema"], bare["schema"])
        if name not in given:
            told = sentence("{table} is not described; add its resource", table=name)
            yield in_package("resources", told)
        elif given[name].get("schema") not in schemas or given[name].get("path") != wanted["path"]:
            yield in_package(
                "resources",
                sentence(
                    "the path or schema of {table} is not the model's; write the descriptor again",
                    table=name,
                ),
            )


def sorted_by_id(subject: Subject) -> Iterator[Finding]:
    """Tables whose rows are not in the order of their ids; corrections, of their dates."""
    for table in TABLES.values():
        order = subject.file_order(table.name)
        values = (
            subject.texts(table.name, table.key)
            if table.key
            else subject.days(table.name, "date").astype(str)
        )[order]
        before = np.flatnonzero(values[1:] < values[:-1])
        if len(before):
            column = table.key or "date"
            yield Finding(
                table.name,
                order[before[:1] + 1],
                column,
                sentence(
                    "the rows are not sorted by {column}; sort them, so that changes stay small",
                    column=column,
                ),
                "warning",
            )


def event_types(subject: Subject) -> Iterator[Finding]:
    """Incidents whose sub-event type does not belong to their event type."""
    general = subject.incidents["event_type"]
    special = subject.incidents["sub_event_type"]
    fits = np.array(
        [
            [sub in SUB_EVENT_TYPES_BY_TYPE.get(event, ()) for sub in special.cat.categories]
            for event in general.cat.categories
        ]
    )
    wrong = ~fits[general.cat.codes.to_numpy(), special.cat.codes.to_numpy()]

    def said(position: int) -> str:
        event = str(general.iloc[position])
        allowed = ", ".join(SUB_EVENT_TYPES_BY_TYPE[event])
        return sentence(
            "{code} is no kind of {event}; write one of {codes}",
            code=quoted(str(special.iloc[position])),
            event=quoted(event),
            codes=allowed,
        )

    yield Finding("incidents", np.flatnonzero(wrong), "sub_event_type", said)


RULES = (
    Rule(
        "file",
        "A collection is a folder with datapackage.json and a CSV file for each table.",
        (Edit("claims.csv", 0, "", ""),),
    ),
    Rule(
        "size",
        "No file has more than 2,000,000 rows, 200 columns or 2 GiB, and no cell more than "
        "1,000,000 bytes.",
        (Edit("claims.csv", 0, "", "," * 300 + "\n"),),
    ),
    Rule(
        "encoding",
        "Files are text in UTF-8, without a byte-order mark, NUL bytes or carriage returns.",
        (Edit("sources.csv", 0, "", "source_id,publisher\n\udcff\n"),),
    ),
    Rule(
        "descriptor",
        "datapackage.json is a JSON object with a name, a title and a version, and its days, "
        "regions and licences are well formed.",
        (Edit("datapackage.json", 0, "version", ""),),
    ),
    Rule(
        "descriptor-schema",
        "datapackage.json describes the tables as the data model has them.",
        (Edit("datapackage.json", 0, "resources", []),),
        descriptor_schema,
    ),
    Rule(
        "columns",
        "Each table has exactly the columns of the data model, in its order.",
        (Edit("claims.csv", 1, "bound", "bounds"),),
    ),
    Rule(
        "ragged-row",
        "Each row has a cell for each column, and none is empty.",
        (Edit("claimants.csv", 2, "", "governor-belgorod,Governor"),),
    ),
    Rule(
        "required",
        "Cells that the data model requires are filled.",
        (Edit("incidents.csv", 3, "title", ""),),
    ),
    Rule(
        "type",
        "Numbers are finite numbers, and addresses begin with http:// or https://.",
        (Edit("incidents.csv", 3, "latitude", "NaN"),),
    ),
    Rule(
        "range",
        "Numbers lie in the range that the data model gives.",
        (Edit("incidents.csv", 3, "latitude", "95"),),
    ),
    Rule(
        "date",
        "Dates are ISO days from 1900 to 2100; `claimed_on` may be a year or a month.",
        (Edit("incidents.csv", 3, "date_end", "31.05.2023"),),
    ),
    Rule(
        "allowed-value",
        "Columns with a list of values hold one of them.",
        (Edit("incidents.csv", 3, "weapon", "Drone"),),
    ),
    Rule(
        "pattern",
        "Codes of regions, languages and subjects have their form.",
        (Edit("claims.csv", 4, "subject", "Apartment building"),),
    ),
    Rule(
        "event-type",
        "The sub-event type belongs to the event type.",
        (Edit("incidents.csv", 3, "sub_event_type", "Armed clash"),),
        event_types,
    ),
    Rule(
        "sorted",
        "Rows are sorted by id; corrections by date.",
        (Edit("claimants.csv", 3, "claimant_id", "authorities-luhansk"),)
        + (Edit("claims.csv", 2, "claimant_id", "authorities-luhansk"),),
        sorted_by_id,
    ),
)
