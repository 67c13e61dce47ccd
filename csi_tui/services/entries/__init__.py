"""What nobody measures: a month's figures, ratings by the direct supervisor, conduct records.
``rules`` says which month still takes entries and who was here, ``ratings.require_rater`` who may rate whom.
"""
