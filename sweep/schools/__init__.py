"""An authority's schools and the terms in which they are open: read from files, kept, told to phones."""
