"""What each column is, as a file of JSON or TOML says it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from strikemap.importers.problem import ImportProblem

MAX_BYTES = 1_000_000


def read_mapping(path: Path) -> Mapping[str, object]:
    """
    The mapping in a JSON or TOML file, as `ImportOptions.mapping` takes it.

    Raises:
        ImportProblem: the file can't be read or is neither.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportProblem(f"{path.name}: larger than a column mapping can be")
        text = path.read_text("utf-8-sig")
        found = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as error:
        raise ImportProblem(f"{path.name}: can't be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ImportProblem(f"{path.name}: neither JSON nor TOML: {error}") from None
    if not isinstance(found, dict):
        raise ImportProblem(f"{path.name}: write an object of column: field")
    return found
