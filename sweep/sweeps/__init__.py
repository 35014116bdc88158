"""Sweeps: what is planned, where, by whom, under which authorisation, and the shifts worked in them."""
