"""The review of a quarter's indicators in words: lines, tables, a sheet, JSON."""
