"""The corpus: read, checked, compiled."""
