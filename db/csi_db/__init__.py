"""The store: tables, engine and unit of work, set-based queries, quick reads, migrations.

Knows no scheme and imports nothing of the application.
"""
