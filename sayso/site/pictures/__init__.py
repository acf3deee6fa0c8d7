"""Pictures: one module per picture, from records to geometry; templates turn that into SVG.

Horizontal sizes are per cent of the picture's width, vertical ones pixels, so that a picture fits any window and text
keeps its size. Pictures that can't be narrow (matrix, flow) are in pixels throughout, and the page lets them scroll.
Every picture shows its first rows, the total number of rows, and its figures in a table.
"""
