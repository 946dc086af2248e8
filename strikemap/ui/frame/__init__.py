"""What stands around every page: header, filters, timeline, the collections on offer."""
