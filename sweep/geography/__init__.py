"""Authorities, regions and wards: codes that begin and end on a day, and outlines. Of the whole server, not of one authority."""
