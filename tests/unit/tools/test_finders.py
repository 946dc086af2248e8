"""What a new machine lacks for the tests is brought in by its own means, or it is said what is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[3] / "tools"
SBIN = "/usr/sbin:/usr/local/sbin"
APT = """#!/bin/sh
echo "apt-get $*" >> "$LOG"
case $1 in update) touch "$LOG.lists" ;; *) [ -e "$LOG.lists" ] ;; esac
"""
FAKES = {"id": 'echo "$WHO"', "sudo": 'echo sudo >> "$LOG"; exec "$@"'}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of few programs, beside it the project's finders, as on a machine with no more."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "env", "dirname", "touch"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    for name, body in FAKES.items():
        put(programs / name, f"#!/bin/sh\n{body}\n")
    for each in TOOLS.glob("*.sh"):
        put(tmp_path / each.name, each.read_text("utf-8").replace(SBIN, str(tmp_path / "sbin")))
    return tmp_path


def put(path: Path, script: str) -> None:
    path.write_text(script)
    path.chmod(0o755)


def ran(machine: Path, script: str, *given: str, who: int = 0) -> tuple[int, str, list[str]]:
    """The exit status of *script*, what it says, and the commands that it gave."""
    log = machine / "log"
    log.write_text("")
    environment = {"PATH": str(machine / "bin"), "LOG": str(log), "WHO": str(who)}
    shell = shutil.which("sh")
    assert shell
    done = subprocess.run(
        [shell, machine / script, *given], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stderr, log.read_text().splitlines()


@pytest.mark.parametrize("who", [0, 1000])
def test_lists_are_fetched_where_they_are_missing(machine: Path, who: int) -> None:
    """A package comes on a machine without lists, by root or by sudo; with lists they stay."""
    put(machine / "bin" / "apt-get", APT)
    install = "apt-get install -y -qq thing"
    status, _, commands = ran(machine, "install_package.sh", "thing", who=who)
    assert (status, commands.count("sudo")) == (0, 3 if who else 0)
    assert [each for each in commands if each != "sudo"] == [
        install, "apt-get update -qq", install,
    ]  # fmt: skip
    status, _, commands = ran(machine, "install_package.sh", "thing", who=who)
    assert status == 0 and [each for each in commands if each != "sudo"] == [install]


def test_haproxy_may_be_missing(machine: Path) -> None:
    """It is installed where it can be; where not, that is said and nothing fails."""
    status, said, commands = ran(machine, "find_haproxy.sh")
    assert (status, commands) == (0, []) and "left out" in said
    put(machine / "bin" / "apt-get", APT)
    status, said, commands = ran(machine, "find_haproxy.sh")
    assert (status, said, commands[-1]) == (0, "", "apt-get install -y -qq haproxy")
    # Debian puts it where not everybody's PATH leads.
    (machine / "sbin").mkdir()
    put(machine / "sbin" / "haproxy", "#!/bin/sh\n")
    assert ran(machine, "find_haproxy.sh") == (0, "", [])


def test_a_browser_must_be_had(machine: Path) -> None:
    """The system's is taken, else Debian's, else Playwright's own, whose failure is one."""
    put(machine / "bin" / "python", '#!/bin/sh\necho "python $*" >> "$LOG"; exit 3\n')
    own = "python -m playwright install --with-deps chromium"
    here = str(machine / "bin")
    assert ran(machine, "find_browser.sh", here) == (3, "", [own])
    put(machine / "bin" / "apt-get", APT)
    status, _, commands = ran(machine, "find_browser.sh", here)
    assert (status, commands[-1]) == (0, "apt-get install -y -qq chromium")
    put(machine / "bin" / "chromium", "#!/bin/sh\n")
    assert ran(machine, "find_browser.sh", here) == (0, "", [])
