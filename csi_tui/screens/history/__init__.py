"""The history of a row, and the audit trail, on screens."""
