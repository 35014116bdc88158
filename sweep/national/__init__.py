"""The return: an authority's figures of a term or a year in the layout of open data, its revisions, and the whole server's file."""
