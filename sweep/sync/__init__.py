"""Sync: how phones and desks bring operations in, and how phones hear what changed.

Of the rooms only quarantine stands on it, and keeping, which is used by commands alone.
"""
