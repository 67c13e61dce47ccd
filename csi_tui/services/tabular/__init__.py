"""Files as tables and tables as files: csv, xlsx and json, read without trust and written whole or not at all.
Nothing here knows the store.
"""
