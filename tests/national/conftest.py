"""Fixtures for returns."""

from national.given import sender

__all__ = ["sender"]
