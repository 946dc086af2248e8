"""What is raised where a file can't be imported at all."""

from __future__ import annotations

from strikemap.languages import SpokenError


class ImportProblem(SpokenError):
    """A file, or what was asked of it, that can't be imported; says what would be right."""
