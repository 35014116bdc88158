"""Quarantine: what was kept out, for a person to look at, put right, count or discard. Stands on sync."""
