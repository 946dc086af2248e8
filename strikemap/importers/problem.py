"""What is raised where a file can't be imported at all."""

from __future__ import annotations

from strikemap.languages import DEFAULT, language


class ImportProblem(Exception):
    """
    A file, or what was asked of it, that can't be imported; says what would be right.

    `language` is that of the message: what the importers say of a file is English.
    """

    language = DEFAULT


class SaidProblem(ImportProblem):
    """One whose message is in the language that is spoken where it is raised."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.language = language()
