"""Sync: how phones and desks bring operations in, and how phones hear what changed. Nobody imports it."""
