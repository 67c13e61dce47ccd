"""Sheets that are printed, hung up, sent round or filed: every format from the same values (docs/decisions/0079).
Nothing here reads the store.
"""
