"""A step of building the wheel: Leaflet's files go in, from the package that is pinned for it."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "strikemap/site/static/leaflet"


class LeafletInWheel(BuildHookInterface):  # type: ignore[type-arg]  # no configuration of its own
    """
    What hatchling calls before it builds.

    A clone has the files in `static/leaflet/` once it is set up; a place where packages are
    installed is often one that the server may not write to.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file, and where in the wheel it goes."""
        sys.path.insert(0, self.root)
        from strikemap.host.leaflet_package import sources

        found = sources()
        if "leaflet.js" not in found:
            raise RuntimeError("XStatic-Leaflet is not there: the map would have no script")
        placed = {str(at): f"{PLACE}/{name}" for name, at in found.items()}
        build_data["force_include"] |= placed
