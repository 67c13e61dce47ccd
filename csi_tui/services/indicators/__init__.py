"""Which indicators still tell people apart, and what other weights would have given
(seed 002 §5.3; docs/rules.md, rule 44). Nothing of it is part of a score, and nothing is changed by it."""
