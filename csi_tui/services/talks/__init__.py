"""The talk about a result: what it starts from, who is still to be talked with, what was said and answered
(seed 000 §8.4; docs/rules.md, rule 48). Nothing of it is part of a score."""
