"""The return: an authority's figures of a term or a year in the Department's layout, its revisions, and the server's.

Aggregates only: no name, number of a school, place of a stop or free text of the street ever gets in here.
"""
