"""What comes from outside: web pages, feeds and archives, behind limits, as rows that the pipeline reads.

The only room that uses a network. A row that cannot be had carries its error and takes its place among the others.
"""
