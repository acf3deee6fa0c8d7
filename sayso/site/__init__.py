"""The site: what pages show, and how they are put together."""
