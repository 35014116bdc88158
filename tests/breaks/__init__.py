"""Deliberate breaks: each takes one promise out of the code, and the tests named with it must fail."""
