"""Commands that show, explain and export cards."""
