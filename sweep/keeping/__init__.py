"""Keeping: what holds the records safe and shows that they are whole.

Recounting from the ledger, backups, the way back, erasure. Used by commands and tests, never by a request.
"""
