"""Anything found by a few words of it, whatever its kind, and all that there is of a customer or a product.

``csi_db.find_pieces`` says what a word finds, ``csi_db.find_index`` keeps the index. ``pages`` finds, ``customers`` has
a customer's history and what forms take over, ``filling`` brings the index up to date.
"""
