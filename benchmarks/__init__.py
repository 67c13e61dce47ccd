"""Each figure of the product beside its reference, in one run: ``python -m benchmarks``.

A benchmark measures a use case of the product and, turn about, the leanest other way to the same result; before it
measures it checks that the two results are the same. What was measured stands in docs/performance.md.
"""
