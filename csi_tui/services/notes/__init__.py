"""What people wrote about an order, a complaint, a survey or a customer: with author, time, and where the evidence is.

The audit trail holds a digest of it, never the words (docs/rules.md, rule 21).
"""
