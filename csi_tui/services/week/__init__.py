"""The sheet of a week's meeting: what the week's rows say, what was promised, what to talk about (seed 000 §10.1;
docs/rules.md, rule 41). Nothing of it is part of a score."""
