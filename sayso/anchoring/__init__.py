"""Anchoring: from written words to spans of a text, and their locks."""
