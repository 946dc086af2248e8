"""How hard the property tests look, for every test of the project."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SHARED = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("default", max_examples=200, derandomize=True, **_SHARED)
settings.register_profile("mutants", max_examples=40, derandomize=True, **_SHARED)
settings.register_profile("nightly", max_examples=2_000, **_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
