"""Commands of `python -m dateline.desk`."""
