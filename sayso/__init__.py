"""sayso: from annotated news articles to a citable dataset and a site of who said what, on whose word."""

__version__ = "0.1.0"
