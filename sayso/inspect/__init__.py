"""The inspection of a finished site: what its pages may consist of, and that they say what the records say.

Nothing here imports a view or a template. What pages and this room share is the table of phrases.
"""
