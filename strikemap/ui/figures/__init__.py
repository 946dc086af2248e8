"""Killed and injured: totals, what makes them up, charts, disagreements."""
