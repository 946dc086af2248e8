"""The page “Suggest”: from an empty form to rows that the rules accept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from strikemap.checks import example
from strikemap.model import TABLES
from strikemap.suggestion.pull_request import CHECKLIST, next_version
from tests.app.broken import SOUND
from tests.app.conftest import Open
from tests.app.hostile import ALL, NAME, NEEDLES
from tests.app.words import said

SHEBEKINO = "2023-05-31-shebekino-shelling"
ARTICLE = "cnn-2023-05-31  "
NEW = "suggest new incident incidents "
CLAIM = "suggest claim 1 claims "


def _version() -> str:
    descriptor = Path(__file__).parents[2] / "data" / "cnn-2023-05-31" / "datapackage.json"
    return str(json.loads(descriptor.read_text("utf-8"))["version"])


def _filled(app: AppTest, *, title: str = "Drone crash near Valuyki") -> AppTest:
    """The form of a new incident, filled so that nothing is wrong."""
    app.text_input("suggest new incident find").set_value("Valuyki").run()
    app.text_input(NEW + "title").set_value(title)
    app.text_area(NEW + "summary").set_value("A drone was reported to have come down in a field.")
    app.date_input(NEW + "date_start").set_value(date(2023, 5, 27)).run()
    for name, code in {
        "time_precision": "1",
        "date_basis": "stated",
        "sub_event_type": "Air/drone strike",
        "weapon": "drone",
        "target": "other",
    }.items():
        app.selectbox(NEW + name).set_value(code)
    app.selectbox(CLAIM + "measure").set_value("drones_hit").run()
    app.selectbox(CLAIM + "bound").set_value("exact").run()
    app.number_input(CLAIM + "value_min").set_value(1)
    app.text_area(CLAIM + "statement").set_value("The governor said that a drone came down.")
    app.selectbox("suggest claim 1 claimant " + ARTICLE).set_value("governor-belgorod")
    app.selectbox("suggest claim 1 source " + ARTICLE).set_value("new").run()
    of = "suggest claim 1 source sources "
    app.text_input(of + "publisher").set_value("A Paper")
    app.text_input(of + "title").set_value("Drone found")
    app.text_input(of + "url").set_value("https://example.org/drone")
    app.date_input(of + "published").set_value(date(2023, 5, 28))
    app.selectbox(of + "kind").set_value("news_article")
    return app.run()


def _cells(app: AppTest, table: str, at: int) -> dict[str, str]:
    lines = list(csv.reader(io.StringIO(app.code[at].value)))
    return dict(zip(TABLES[table].columns, lines[0], strict=True))


def test_empty(open_page: Open) -> None:
    """The untouched form says that it stores nothing and what is to fill, and yields no rows."""
    app = open_page("suggest")
    assert not app.exception
    assert "Nothing is stored" in said(app)
    assert "Still to fill for the incident: where the day comes from" in said(app)
    assert not app.code


def test_new_incident(open_page: Open) -> None:
    """
    A filled form yields a line for each file, in which a line break within a text is a space, and
    the text of a pull request.
    """
    app = _filled(open_page("suggest"))
    assert not app.exception
    assert "Still to fill" not in said(app)
    incident, claim, source = (
        _cells(app, *each) for each in (("incidents", 0), ("claims", 1), ("sources", 2))
    )
    assert incident["incident_id"] == "2023-05-27-valuyki-drone-attack"
    assert incident["event_type"] == "Explosions/Remote violence"
    assert (incident["region"], incident["territory"]) == ("RU-BEL", "russia")
    assert incident["date_end"] == "2023-05-27"
    assert claim["claim_id"] == "2023-05-27-valuyki-drone-attack-drones-hit-1"
    assert (claim["value_min"], claim["value_max"], claim["subject"]) == ("1", "1", "drones")
    assert claim["source_id"] == source["source_id"] == "a-paper-2023-05-28-drone-found"
    text = app.code[3].value
    assert text.startswith("# Add 2023-05-27-valuyki-drone-attack\n")
    assert all(each in text for each in CHECKLIST)
    app.text_area(NEW + "summary").set_value("One line.\n\nAnother.").run()
    assert _cells(app, "incidents", 0)["summary"] == "One line. Another."
    assert app.code[0].value.count("\n") <= 1


def test_wrong_as_one_types(open_page: Open) -> None:
    """
    A breach of a rule is told by column with its cure, and no rows are yielded until then; a
    source without an address asks for the reason, which is enough.
    """
    app = _filled(open_page("suggest"))
    of = "suggest claim 1 source sources "
    app.date_input(of + "published").set_value(date(2023, 5, 2)).run()
    assert not app.code
    assert "which began on 2023-05-27" in said(app)
    app.date_input(of + "published").set_value(date(2023, 5, 28)).run()
    assert app.code
    app.text_input(of + "url").set_value("").run()
    assert not app.code
    app.text_input(of + "note").set_value("Printed only.").run()
    assert app.code


def test_new_claimant(open_page: Open) -> None:
    """A new claimant is asked for and offered to the next claim."""
    app = _filled(open_page("suggest"))
    app.selectbox("suggest claim 1 claimant " + ARTICLE).set_value("new").run()
    of = "suggest claim 1 claimant claimants "
    app.text_input(of + "name").set_value("Mayor of Valuyki").run()
    app.selectbox(of + "type").set_value("local_officials")
    app.selectbox(of + "side").set_value("russia").run()
    assert "mayor-of-valuyki" in app.code[2].value
    next(each for each in app.button if each.label == "Add another claim").click().run()
    assert "Mayor of Valuyki (new)" in app.selectbox("suggest claim 2 claimant " + ARTICLE).options


def test_correction(open_page: Open) -> None:
    """A correction yields the changed line and a row of corrections.csv with the next version."""
    app = open_page("suggest", incident=[SHEBEKINO])
    assert "Nothing is changed yet" in said(app)
    key = f"suggest change {SHEBEKINO} "
    app.selectbox(key + "incidents target").set_value("unknown").run()
    app.text_area(key + "corrections what_changed").set_value("Target unknown.")
    app.text_area(key + "corrections why").set_value("The article does not say.").run()
    assert not app.exception
    assert _cells(app, "incidents", 0)["target"] == "unknown"
    told = _cells(app, "corrections", 1)
    assert (told["record"], told["version"]) == (
        SHEBEKINO,
        next_version(_version(), is_correction=True),
    )


def test_claim_correction(open_page: Open) -> None:
    """A claim is corrected in the same way, its claimant and source kept."""
    claim = f"{SHEBEKINO}-injured-1"
    app = open_page("suggest", incident=[SHEBEKINO])
    app.radio("suggest record").set_value("claims").run()
    app.selectbox(f"suggest pick claims {ARTICLE[:-2]} {SHEBEKINO} ").set_value(claim).run()
    app.number_input(f"suggest change {claim} claims value_min").set_value(3).run()
    app.text_area(f"suggest change {claim} corrections what_changed").set_value("3, not 4.")
    app.text_area(f"suggest change {claim} corrections why").set_value("A slip.").run()
    assert not app.exception
    assert _cells(app, "claims", 0)["value_min"] == "3"
    assert _cells(app, "claims", 0)["source_id"] == "cnn-2023-05-31-drones-and-shelling"


def test_new_claim(open_page: Open) -> None:
    """A claim about a recorded incident is numbered after those that are there."""
    app = open_page("suggest", incident=[SHEBEKINO])
    app.radio("suggest kind").set_value("claim").run()
    app.selectbox(CLAIM + "measure").set_value("injured").run()
    app.selectbox(CLAIM + "bound").set_value("at_least").run()
    app.number_input(CLAIM + "value_min").set_value(2)
    app.text_area(CLAIM + "statement").set_value("The governor said that two were injured.")
    app.selectbox("suggest claim 1 claimant " + ARTICLE).set_value("governor-belgorod")
    app.selectbox("suggest claim 1 source " + ARTICLE).set_value(
        "cnn-2023-05-31-drones-and-shelling"
    )
    app.run()
    assert not app.exception
    assert _cells(app, "claims", 0)["claim_id"] == f"{SHEBEKINO}-injured-2"


def test_hostile_text(
    open_page: Open, collections: Callable[..., None], hostile_folder: Path
) -> None:
    """What is typed, and what the collection holds, is markup nowhere."""
    app = _filled(open_page("suggest"), title=ALL[:150])
    assert not app.exception and app.code
    assert ALL[:150] in app.code[0].value.replace('""', '"')
    assert [each for each in NEEDLES if each in _markup(app)] == []
    collections(hostile_folder)
    app = open_page("suggest", incident=[SHEBEKINO])
    assert not app.exception
    assert NEEDLES[0] in "".join(
        app.selectbox(f"suggest pick incidents {NAME} {SHEBEKINO} ").options
    )
    assert [each for each in NEEDLES if each in _markup(app)] == []


def _markup(app: AppTest) -> str:
    return "\n".join(
        [each.value for each in (*app.markdown, *app.caption, *app.subheader)]
        + [each.proto.body for each in app.get("html")]
    )


def test_another_collection(
    open_page: Open, collections: Callable[..., None], tmp_path: Path
) -> None:
    """What was picked from one collection is not carried to another, what was typed is."""
    example.write(tmp_path)
    collections(SOUND, tmp_path)
    app = _filled(open_page("suggest"))
    current = app.session_state["strikemap"]
    current.collection = current.offered["example"]
    app.text_input(NEW + "title").set_value("Drone found near Valuyki").run()
    assert not app.exception
    assert "Still to fill for the claim: claimant, source." in said(app)
    assert app.text_input(NEW + "title").value == "Drone found near Valuyki"


def test_another_link(open_page: Open) -> None:
    """A link that names another incident opens that one."""
    app = open_page("suggest", incident=[SHEBEKINO])
    other = "2023-05-31-karpaty-shelling"
    current = app.session_state["strikemap"]
    current.link = replace(current.link, incident=other)
    app.run()
    assert app.text_input(f"suggest change {other} incidents title").value == "Shelling of Karpaty"
