"""Pictures: one module a picture, each from records to geometry; the templates make SVG of it.

Widths and places along a line are per cent of the picture, heights are pixels, so that a picture fits any window
and its words keep their size. Where a picture can't be narrow (matrix, flow), all of it is in pixels, and the page
lets it scroll. Every picture shows its first rows, says how many there are, and has its figures in a table.
"""
