"""What is constant in the account of an import is a message; what names a cell keeps its words."""

import gettext

import pytest

from strikemap import languages
from strikemap.importers.forms.mapping import FIELDS, mapped
from strikemap.importers.problem import ImportProblem
from strikemap.languages import speaking
from strikemap.model import TABLES
from strikemap.ui.your_data.in_words import in_words, shown
from strikemap.ui.your_data.mapping import LACKING, needs_mapping
from tests.pseudo import CODE, bracketed
from tools.messages import extracted

COLUMNS = {name for table in TABLES.values() for name in table.columns} | FIELDS.keys()


class _Messages(gettext.NullTranslations):
    """A language that has the messages of the code, and no other."""

    def __init__(self):
        super().__init__()
        self.known = {each.id for each in extracted() if isinstance(each.id, str)}

    def gettext(self, message):
        return bracketed(message) if message in self.known else message


@pytest.fixture(scope="module")
def messages():
    return _Messages()


@pytest.fixture
def told(messages, monkeypatch):
    """What `in_words` says to a reader of a language that has just the messages."""
    monkeypatch.setattr(languages, "catalogue", lambda code: messages)
    monkeypatch.setattr("strikemap.ui.your_data.in_words.catalogue", lambda code: messages)
    with speaking(CODE):
        yield in_words


@pytest.mark.parametrize("form", ["acled", "ucdp", "viina", "plain"])
def test_rules_reasons_and_columns(form, imported, request, told):
    """Every rule, every reason that is counted and what every column became is known to it."""
    row = {"date": "2023-05-04", "lat": "50.6", "lon": "36.6", "killed": "1"}
    far = {"latitude": "10", "lat": "10"}
    odd = {"fatalities": "x", "best": "x", "killed": "x", "geo_precision": "9"}
    lost = {"latitude": "x", "lat": "x"}
    base = row if form == "plain" else {}
    rows = [base | each for each in ({}, far, odd, lost)]
    report = imported(request.getfixturevalue(form)(*rows)).report
    became = [each for each in report.became.values() if each not in COLUMNS]
    counted = [*report.dropped, *report.marked]
    for each in (*report.choices, *became, *counted, report.form):
        if not each.startswith(("UCDP G", "VIINA event", "ACLED event")):
            assert told(each), each


def test_what_names_a_cell(told):
    """A sentence with a cell of the file keeps the cell, whatever it holds."""
    said = told("latitude: '{x}: (.*)' is no number of degrees from -90 to 90")
    assert said == "latitude: '{x}: (.*)'⟦ is no number of degrees from ⟧-90⟦ to ⟧90"
    assert told("The file's best could not be read: a way not told of.") is None
    assert 'lang="en"' in shown("no sentence of ours", limit=99)


@pytest.mark.parametrize("header", [["lat", "lon"], ["date"]])
def test_what_a_header_lacks(header):
    """What the page says of a header that is not ours is one of its messages."""
    with pytest.raises(ImportProblem):
        mapped({}, header)
    assert needs_mapping(header) in LACKING
