"""The desk: a web site where people read, follow, discuss and correct what a ledger holds.

A Django project inside the package. People's data (accounts, comments, proposals, subscriptions) live in a database of
its own; the ledger is read, and contested, through its API only. Nothing is imported here: `dateline.desk.serve` starts
it, `python -m dateline.desk` is what `manage.py` is elsewhere.
"""
