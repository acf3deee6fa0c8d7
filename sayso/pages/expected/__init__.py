"""What pages must show of records, in the notation of `transcript`, put together from the records alone.

Nothing here knows the views and templates that the pages are made of, nor how they put times, counts and names into
words: what pages say is written a second time, so that a fault in either doesn't hide itself. Whoever changes the
words of a template changes them here, too; the build tells which.
"""
