"""The form for incidents, claims and corrections."""
