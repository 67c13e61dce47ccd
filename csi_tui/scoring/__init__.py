"""Pure scoring: schemes, measures, scores, bands, deadlines. No I/O, no database, no clock."""
