"""What waits for a second person: acts on figures of one's own, confirmed, rejected or carried over
(docs/rules.md, rule 27)."""
