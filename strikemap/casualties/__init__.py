"""
Killed and injured: low, headline, high and unknown, for incidents and for their sums.

The rules, in one place:

- Claims about `people`, and about `civilians` or `combatants` alone, enter a toll; a claim about a
  part of them, and one about those who attacked, does not.  Each person counts once (`of_whom`).
- Only claims that stand enter: a claim falls when another claim that is in view names it in
  `supersedes`.
- Low is the least and high the most among the claims that stand.  "At least 2" has no high and
  leaves the toll open ("2+"); "up to 3" has low 0.
- The headline figure is the minimum of the latest claim by the claimant of highest rank.  It parts
  into civilians, combatants and not said, which add up to it.
- A toll that a single publisher printed counts, unless more are asked for (`counted`).
- An incident without a number that stands is unknown.  Unknown is counted, never summed as zero.
- The ends of a sum are sums of extremes, not a confidence interval.

After Every Casualty Standards (ranges, openly published hierarchy of sources) and Airwars'
practice of a minimum and a maximum for each number.
"""
