"""Commands of histories and of the audit trail."""
