"""Anything found by a few words of it (``pages``, by the index that ``filling`` brings up to date), and all that there
is of a customer or a product (``customers``); ``csi_db.find_pieces`` says what a word finds.
"""
