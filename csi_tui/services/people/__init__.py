"""Employees with their assignments over time; users of the store, their roles, who is signed in.
Who is assessed in a month is ``months.roster``.
"""
