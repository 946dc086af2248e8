"""Reported strikes, claim by claim: reading, checking, totals, maps and exports."""
