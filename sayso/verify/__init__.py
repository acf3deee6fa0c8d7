"""Verification: checks of a built dataset."""
