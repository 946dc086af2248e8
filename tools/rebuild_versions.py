"""
Write the archive of a collection's released versions anew from the repository's history.

    python -m tools.rebuild_versions data/cnn-2023-05-31

Each content of the collection that a commit left becomes a release.  The archive is kept up by
`python -m strikemap release`; this is for one that was lost, or never begun.
"""

from __future__ import annotations

import sys
from pathlib import Path

from strikemap.release import NoHistory, NotReleased, rebuild


def main(folder: Path) -> str:
    try:
        return "\n".join(
            f"{each.version} of {each.released}, sha256 {each.content_sha256}"
            for each in rebuild(folder)
        )
    except (NoHistory, NotReleased) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(main(Path(sys.argv[1])))
