"""The corpus: reading, checking and compiling the written files."""
