"""Anything found by a few words of it, whatever its kind; all that there is of a customer or a product; what a form may
take over from their last order. ``csi_db.find_pieces`` says what a word finds.
"""
