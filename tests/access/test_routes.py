"""Every route is declared, every role tried on it, and another authority's things are answered like missing ones."""
