"""What the documents say must be what the code does."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from strikemap import checks, links
from strikemap.host import prepared_exports, shelf
from strikemap.model import TABLES
from strikemap.release import release
from strikemap.suggestion.pull_request import CHECKLIST
from strikemap.ui.elements import download
from strikemap.ui.session import housekeeping
from strikemap.web import data
from tests import of_streamlit

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/decisions.md")
TEMPLATES = (".github/pull_request_template.md", "CONTRIBUTING.md")
REQUIREMENTS = ("requirements.in", "requirements-dev.in")


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _version() -> str:
    return str(tomllib.loads(_read("pyproject.toml"))["project"]["version"])


def _code() -> str:
    paths = [
        *ROOT.glob("strikemap/**/*.py"),
        *ROOT.glob("pages/*.py"),
        ROOT / "app.py",
        ROOT / "serve.py",
    ]
    return "\n".join(path.read_text("utf-8") for path in paths)


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def test_readme_opens_with_one_sentence_and_a_picture() -> None:
    """The first paragraph is one sentence, and the picture below it exists."""
    paragraphs = _read("README.md").split("\n\n")
    assert paragraphs[0].startswith("# ") and "\n" not in paragraphs[0]
    assert re.fullmatch(r"[A-Z][^.!?\n]+\.", paragraphs[1].strip())
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)#]+)\)", _read("README.md"))
    assert pictures
    assert all(words and (ROOT / path).is_file() for words, path in pictures)


def test_readme_names_the_two_commands() -> None:
    """`make run` and `make test` stand in the README."""
    assert "make run" in _read("README.md") and "make test" in _read("README.md")


def test_every_make_target_is_named() -> None:
    """README or CONTRIBUTING says what each target of the Makefile is for."""
    found = re.search(r"^\.PHONY: (.*)$", _read("Makefile"), re.MULTILINE)
    assert found
    text = _read("README.md") + _read("CONTRIBUTING.md")
    assert [each for each in found[1].split() if not _names(text, f"make {each}")] == []


def test_readme_names_every_command() -> None:
    """Each command of `python -m strikemap` stands in the README."""
    commands = re.findall(r'add_parser\(\s*"([a-z-]+)"', _read("strikemap/__main__.py"))
    assert len(commands) >= 3
    assert [c for c in commands if f"python -m strikemap {c}" not in _read("README.md")] == []


def test_readme_names_every_environment_variable() -> None:
    """Each variable that the code reads stands in the README, and no other."""
    read = set(re.findall(r'environ[^\n]*?"(STRIKEMAP_\w+)"', _code()))
    assert "STRIKEMAP_COLLECTIONS" in read
    assert set(re.findall(r"STRIKEMAP_\w+", _read("README.md"))) == read


def test_readme_s_bounds_are_the_codes() -> None:
    """What the README says of bounds and times is what the code holds to."""
    text = _read("README.md")
    assert (
        f"a view of up to {prepared_exports.ONE_CLICK:,} incidents is one click, "
        f"one of up to {prepared_exports.MOST:,} is prepared"
    ) in text
    assert f"JSON lists come in parts of {data.PAGE:,}" in text
    assert "has not changed for two seconds" in text and shelf.STANDING == 2
    assert "for a minute after the folder is gone" in text and shelf.AWAY == 60


def test_security_s_times_are_the_codes() -> None:
    """How long what a reader brought can still be asked for is what the code holds to."""
    text = _read("SECURITY.md")
    assert "which ends some 15 s after" in text
    assert housekeeping.GRACE + housekeeping.EVERY == 15
    assert "for 20 to 25 s after you pressed" in text
    assert download.SECONDS == 20 and download.SECONDS + housekeeping.EVERY < 25


@pytest.mark.parametrize("key", links.OURS)
def test_readme_names_every_url_key(key: str) -> None:
    """Each key of a shared link stands in the README as code."""
    assert f"`{key}`" in _read("README.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    """Each relative link of a document leads to a file or folder that is there."""
    here = (ROOT / document).parent
    paths = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", _read(document))
    # What the bench writes is there once it has been run.
    assert [each for each in paths if not (here / each).exists() and "bench/" not in each] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_modules_and_pages_named_are_there(document: str) -> None:
    """Each path of our own that a document names in code is there."""
    named = re.findall(r"`((?:strikemap|pages|tests|tools|static|docs)/[\w/.-]*)`", _read(document))
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_versions_agree() -> None:
    """The version of the project is that of the citation and of the newest changes."""
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", _read("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == _version()
    assert str(yaml.safe_load(_read("CITATION.cff"))["version"]) == _version()


def test_changelog_form() -> None:
    """The changelog has the headings of its form, the unreleased part first."""
    headings = re.findall(r"^## (.*)$", _read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    kinds = set(re.findall(r"^### (.*)$", _read("CHANGELOG.md"), re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_citation() -> None:
    """The citation has what its format asks for, in its form."""
    cited = yaml.safe_load(_read("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
    assert cited["authors"] == [{"name": "Strikemap contributors"}]
    assert cited["license"] == "MIT" == tomllib.loads(_read("pyproject.toml"))["project"]["license"]
    assert isinstance(cited["date-released"], date)


def test_a_deposit_says_what_the_citation_says() -> None:
    """What Zenodo would take down of a release is what CITATION.cff has."""
    deposit, cited = json.loads(_read(".zenodo.json")), yaml.safe_load(_read("CITATION.cff"))
    assert deposit["upload_type"] == cited["type"]
    assert deposit["license"] == cited["license"]
    assert deposit["publication_date"] == cited["date-released"].isoformat()
    assert deposit["creators"] == cited["authors"]
    for key in ("title", "version", "keywords"):
        assert deposit[key] == cited[key]
    assert deposit["description"] == cited["abstract"]
    licences = _read("data/LICENSE.md") + _read("README.md")
    assert all(name in licences for name in re.findall(r"CC BY 4\.0|ODbL 1\.0", deposit["notes"]))


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_decisions_name_every_requirement(file: str) -> None:
    """Each package that is asked for is weighed in the decisions, in bold."""
    lines = (line.partition("#")[0].strip() for line in _read(file).splitlines())
    packages = [re.split(r"[=<>~!\[; ]", line)[0] for line in lines if line]
    packages = [each for each in packages if each and not each.startswith("-")]
    assert [each for each in packages if f"**{each}**" not in _read("docs/decisions.md")] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_checklists_agree(template: str) -> None:
    """The checklist of the form is that of the template and of CONTRIBUTING."""
    boxes = re.findall(r"^- \[ \] (.*)$", _read(template), re.MULTILINE)
    assert tuple(boxes[: len(CHECKLIST)]) == CHECKLIST


def test_worked_example_passes_check(tmp_path: Path) -> None:
    """The rows of CONTRIBUTING's example, put into a copy and released, are sound by `check`."""
    folder = tmp_path / "try"
    shutil.copytree(ROOT / "data" / "cnn-2023-05-31", folder)
    blocks = re.findall(
        r"^To `(\w+)\.csv`:\n\n```csv\n(.*?)```", _read("CONTRIBUTING.md"), re.M | re.S
    )
    assert {name for name, _ in blocks} == {"incidents", "claims", "sources"}
    for name, rows in blocks:
        assert {len(cells) for cells in csv.reader(rows.splitlines())} == {
            len(TABLES[name].columns)
        }
        path = folder / f"{name}.csv"
        header, *lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(
            header + "".join(sorted([*lines, *rows.splitlines(keepends=True)])), "utf-8"
        )
    release(folder, day="2026-11-22", previous=ROOT / "data" / "cnn-2023-05-31")
    assert checks.check(folder) == ()


def test_the_map_of_the_tree_is_whole() -> None:
    """CONTRIBUTING says of every folder with code what is in it, and of none that is gone."""
    told = set(re.findall(r"^\| `([\w/]+)` \| [^|]+ \|$", _read("CONTRIBUTING.md"), re.MULTILINE))
    held = {
        path.parent.relative_to(ROOT).as_posix()
        for root in ("bench", "deploy", "pages", "static", "strikemap", "tests", "tools")
        for ending in ("py", "js", "mjs", "sh")
        for path in (ROOT / root).rglob(f"*.{ending}")
    }
    mirrored = {each for each in held if each.startswith("tests/unit/")}
    # Brought in at set-up, not ours.
    assert held - mirrored - {"static/leaflet"} == told


@pytest.mark.parametrize("form", ["incident", "correction", "bug", "config"])
def test_issue_forms_are_sound(form: str) -> None:
    """Each form is YAML with a name, a description and fields whose ids differ."""
    contents = yaml.safe_load(_read(f".github/ISSUE_TEMPLATE/{form}.yml"))
    if form == "config":
        assert contents == {"blank_issues_enabled": True}
        return
    assert contents["name"] and contents["description"]
    ids = [each["id"] for each in contents["body"] if each["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 0


def test_workflow_runs_the_two_commands() -> None:
    """What a contributor's hosting runs is `make check` and `make test`, and at night the rest."""
    jobs = yaml.safe_load(_read(".github/workflows/check.yml"))["jobs"]
    ran = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert ran == ["make check", "make test"]
    night = yaml.safe_load(_read(".github/workflows/nightly.yml"))
    ran = [step["run"] for job in night["jobs"].values() for step in job["steps"] if "run" in step]
    assert ran == ["make nightly"] and list(night[True]) == ["schedule", "workflow_dispatch"]


def test_each_promise_has_its_tests() -> None:
    """Under each promise of SECURITY.md stand tests, and each is there under its name."""
    text = _read("SECURITY.md")
    promised = text.partition("## What is promised")[2].partition("\n## ")[0]
    promises = re.split(r"^(?=\*\*)", promised.strip(), flags=re.MULTILINE)[1:]
    named = [re.findall(r"^- `(tests/\S+\.py)::(\w+)`$", each, re.M) for each in promises]
    assert len(named) == promised.count("**") // 2 and all(named)
    missing = [
        f"{path}::{test}"
        for path, test in (each for tests in named for each in tests)
        if not re.search(rf"^(?:async )?def {test}\(", _read(path), re.MULTILINE)
    ]
    assert missing == []


def test_all_that_is_pinned_is_audited() -> None:
    """Each file of pins is asked about by `make audit`."""
    asked = set(re.findall(r"--disable-pip -r (\S+)", _read("Makefile")))
    assert asked == {path.name for path in ROOT.glob("requirements*.txt")}


def test_what_streamlit_says_itself_is_listed() -> None:
    """The decisions name each text that the tests let pass as Streamlit's, and no other."""
    _, told = _read("docs/decisions.md").split("**What Streamlit (1.67) says itself", 1)
    quoted = re.findall("“([^”]+)”", told.split("\n\n", 1)[0])
    found = {each: re.compile(f"(?i){each}") for each in of_streamlit.MET}
    found |= {each: re.compile(re.escape(each)) for each in of_streamlit.NOT_MET}
    assert [each for each, of in found.items() if not any(map(of.fullmatch, quoted))] == []
    every = [*found.values(), of_streamlit.IN_TEXT]
    assert [text for text in quoted if not any(of.fullmatch(text) for of in every)] == []
