"""Authorities, regions and wards: codes that begin and end on a day, and outlines.

They are the whole server's, not one authority's.
"""
