"""The container and the service start what the Makefile sets up, by commands that there are."""

from __future__ import annotations

import argparse
import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path, PurePosixPath

import pytest

from strikemap.__main__ import _parser, main
from strikemap.web.health import health_routes

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
HOME = "/opt/strikemap"


def containerfile() -> dict[str, list[str]]:
    """The arguments of each instruction of the Containerfile, in order."""
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for name, _, rest in (line.partition(" ") for line in lines if line[:1].isupper()):
        found.setdefault(name, []).append(rest)
    return found


def service() -> configparser.SectionProxy:
    """What the unit says of the service."""
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    unit.read(DEPLOY / "strikemap@.service", "utf-8")
    return unit["Service"]


def asked(arguments: list[str]) -> argparse.Namespace:
    """What `python -m strikemap` makes of *arguments*, which it must know."""
    assert arguments[:2] == ["-m", "strikemap"]
    return _parser().parse_args(arguments[2:])


def test_the_container_sets_up_as_the_makefile_does() -> None:
    """It runs the Makefile's own target on the tree, as a user of its own."""
    of = containerfile()
    # podman's own format has no health check, and leaves it out with a warning.
    head = (DEPLOY / "Containerfile").read_text("utf-8").partition("FROM")[0]
    assert "--format docker" in head and of["HEALTHCHECK"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"\bmake (\w[\w-]*)(?= &&|$)", " ".join(of["RUN"]))
    assert targets == ["setup"]
    assert all(re.search(rf"^{each}:", makefile, re.MULTILINE) for each in targets)
    assert of["WORKDIR"] == [HOME] and of["COPY"] == [". ."]
    assert of["USER"] == ["strikemap"] and "useradd --system strikemap" in of["RUN"][-1]
    assert of["EXPOSE"] == [str(asked(["-m", "strikemap", "serve"]).port)]


def test_the_container_takes_nothing_that_a_host_has_set_up() -> None:
    """What git does not keep is not copied: a host's packages would be taken for its own."""
    kept_out = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for line in (ROOT / ".gitignore").read_text("utf-8").split():
        name = line.strip("/")
        assert name in kept_out or f"**/{name}" in kept_out
    assert ".git" in kept_out


def test_what_the_container_copies_is_there() -> None:
    """What is copied exists, and what set-up and server need of it is not kept out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [*packed["packages"], *packed["force-include"], "Makefile", "requirements.txt"]
    for line in containerfile()["COPY"]:
        *sources, target = line.split()
        assert sources and target == "."
        assert all((ROOT / each).exists() for each in sources)
    kept_out = (ROOT / ".dockerignore").read_text("utf-8").split("\n")
    for name in needed:
        path = PurePosixPath(name)
        assert (ROOT / path).exists()
        for each in (path, *path.parents[:-1]):
            assert str(each) not in kept_out and f"**/{each.name}" not in kept_out


def test_the_container_serves_by_the_names_that_it_is_given(tmp_path: Path) -> None:
    """Its command is `serve` on all addresses, each of `HOSTS` a name; none is none."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    python.chmod(0o755)
    (command,) = (json.loads(each) for each in containerfile()["CMD"][-1:])
    for hosts in ("", "a.example", "a.example b.example"):
        ran = subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"HOSTS": hosts}, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        options = asked(ran.stdout.splitlines())
        assert (options.address, options.headless) == ("0.0.0.0", True)
        assert options.host == hosts.split()
    assert re.search(r'HOSTS=""', containerfile()["ENV"][0])


@pytest.mark.parametrize("hosts", ["", "a.example b.example"])
def test_serve_runs_what_make_run_runs(hosts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The container's command and `make run` start the same server with the same options."""
    given = [f"HOSTS={hosts}", "ADDRESS=0.0.0.0", "PORT=8600"]
    told = subprocess.run(
        ["make", "--dry-run", "run", *given], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.replace("\\\n", " ")
    (line,) = (each for each in told.splitlines() if "streamlit run" in each)
    ran: list[list[str]] = []

    def take_its_place(_: str, words: list[str]) -> None:
        ran.append(words)
        raise SystemExit(0)  # nothing of this process comes after

    monkeypatch.setattr(os, "execv", take_its_place)
    named = [word for host in hosts.split() for word in ("--host", host)]
    with pytest.raises(SystemExit):
        main(["serve", "--address", "0.0.0.0", "--port", "8600", *named])
    (words,) = ran
    assert Path(words[words.index("run") + 1]) == ROOT / "serve.py"
    assert words[words.index("run") + 2 :] == shlex.split(line)[3:]


def test_the_container_asks_for_health_where_it_is_told() -> None:
    """The address of the health check is a route, at the port that is served."""
    (check,) = containerfile()["HEALTHCHECK"]
    script = json.loads(check.removeprefix("CMD "))[2]
    compile(script, "HEALTHCHECK", "exec")
    port, path = re.findall(r"http://localhost:(\d+)(/\w+)", script)[0]
    assert port == containerfile()["EXPOSE"][0]
    assert path in [each.path for each in health_routes()]


def test_the_service_serves_a_replica() -> None:
    """Its command is `serve` at the instance's port, from where the container is set up too."""
    of = service()
    program, *arguments = shlex.split(of["ExecStart"].replace("%i", "8501"))
    assert program == f"{HOME}/.venv/bin/python" and of["WorkingDirectory"] == HOME
    options = asked(arguments)
    assert (options.address, options.port, options.headless) == ("localhost", 8501, True)
    assert options.host == ["map.example.org"]
    assert of["IPAddressDeny"] == "any" and of["IPAddressAllow"] == "localhost"


def test_the_service_is_read_whole(tmp_path: Path) -> None:
    """
    The unit has the sections of a service that is started with the machine, each once; systemd's
    own checker, where it is installed, knows every key and value in it.
    """
    text = (DEPLOY / "strikemap@.service").read_text("utf-8")
    assert re.findall(r"^\[(\w+)\]$", text, re.MULTILINE) == ["Unit", "Service", "Install"]
    assert "WantedBy=multi-user.target" in text and "Restart=always" in text
    if checker := shutil.which("systemd-analyze"):
        unit = tmp_path / "strikemap@8501.service"
        # The program and its folder are on the host alone.
        unit.write_text(text.replace(f"{HOME}/.venv/bin/python", "/bin/sh").replace(HOME, "/"))
        said = subprocess.run(
            [checker, "verify", unit], capture_output=True, text=True, check=False
        )
        assert (said.returncode, said.stderr) == (0, "")
