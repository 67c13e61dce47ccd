"""A slow, plain second reading of the scoring rules of `aftersales-csi`, and what tests it.

Nothing here imports the product: the property tests hold the two against each other.
"""
