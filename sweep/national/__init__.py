"""The return: an authority's figures of a term or a year, laid out as open data.

Its revisions, and the whole server's file. Nothing here changes a record.
"""
