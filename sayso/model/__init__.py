"""The model: records, their fields and kinds of value, vocabularies, problems."""
