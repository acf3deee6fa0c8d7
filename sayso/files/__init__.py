"""Files: written whole, with checksums, and published by one swap."""
