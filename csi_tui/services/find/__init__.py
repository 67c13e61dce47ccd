"""Anything found by a few words of it, whatever its kind: the use cases over ``csi_db.find_index``, none so far.

``csi_db.find_pieces`` says what a word finds.
"""
