"""What happened to a row, and what was done at the desk: the audit trail in people's words, for who may read it.
``rows`` tells the history of one row, ``trail`` the whole trail; what an act is called stands in ``acts``.
"""
