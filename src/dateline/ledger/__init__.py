"""The ledger: many reports, one record for each event, person and statement, with a history.

What one report says is a claim and is never edited; which claims tell of one event is computed from claims and
judgements. `dateline.Ledger` is the door (`ledger.py`); the types of what it gives stand in `types.py`. Nothing is
imported here, so that whoever needs the types only does not load a database.
"""
