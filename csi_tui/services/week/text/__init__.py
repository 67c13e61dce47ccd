"""The week's sheet in words: lines, tables, a sheet, JSON."""
