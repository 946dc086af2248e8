"""One incident and lists of them: panel, page, table, downloads."""
