"""The oversight group: samples a month's data, says what it found, signs the month off or objects.
A sign-off that is missing or an objection holds up the freeze (room ``close``).
"""
