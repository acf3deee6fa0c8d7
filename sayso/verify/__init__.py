"""Verification: a built dataset held to what it must be."""
