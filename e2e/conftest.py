"""Shared by all end-to-end tests."""

from product import jaculus

__all__ = ["jaculus"]  # a fixture
