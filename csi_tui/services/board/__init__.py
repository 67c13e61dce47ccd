"""What hangs on the wall: today's contacts, complaints that press, the month so far by team. Nothing of a customer, no
person's name or result (docs/decisions/0085).
"""
