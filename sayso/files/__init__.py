"""Files: atomic writing, checksums, and publishing by one swap."""
