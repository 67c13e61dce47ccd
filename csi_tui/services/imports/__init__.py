"""Files brought in: each kind's good rows go in, in one transaction, and every bad one is named.
A kind that belongs to one room alone has its rows in that room's ``imports``.
"""
