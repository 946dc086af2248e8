"""A file of any kind to rows of text: opened within bounds, recognised, read in parts."""

import csv

from strikemap.collection.bounds import MAX_FIELD_BYTES

# Python's own bound of a cell is an eighth of ours; there is one for the whole process.
csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD_BYTES))
