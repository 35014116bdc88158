"""Stops: one child stopped once, as the ledger's operations make it, and what a person should look at."""
