"""Patrols that never walked: plausible answers by a seeded generator, and the outbox of a simulated phone.

For `sweep demo` and `sweep replay` alone. Whatever comes from here is labelled as invented wherever it is shown.
"""
