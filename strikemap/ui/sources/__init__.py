"""Where the numbers come from, and how they are counted."""
