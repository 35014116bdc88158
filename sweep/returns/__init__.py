"""Totals and returns: read once, tallied in core, rendered many ways. Nothing here changes a record."""
