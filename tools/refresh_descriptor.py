"""
Write the table schemas of a collection's `datapackage.json` anew from the model.

    python tools/refresh_descriptor.py data/cnn-2023-05-31

Name, title, licence, version and the other words of the curator stay as they are; coverage of
regions follows the incidents.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from strikemap.collection import descriptor


def main(folder: Path) -> None:
    path = folder / "datapackage.json"
    old = json.loads(path.read_text("utf-8"))
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        regions = sorted({row["region"] for row in csv.DictReader(file)} - {""})
    new = descriptor(
        old["name"],
        old["title"],
        old["description"],
        old["version"],
        old["licenses"],
        (old["coverage"]["from"], old["coverage"]["to"]),
        regions,
        old["sources"],
        updated=old["updated"],
        local_only=old["local_only"],
        distinct=old.get("distinct", ()),
    )
    path.write_text(json.dumps(new, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
