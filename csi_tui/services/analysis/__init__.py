"""The month's analysis: figures by group, what they lost, what moved them, what stands out (seed 000 §8.2;
docs/rules.md, rule 40). Nothing of it is part of a score."""
