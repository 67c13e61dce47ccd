"""The oversight group: samples a month's data, says what it found, signs the month off or objects.
An objection that stands holds up the freeze (room ``close``); a sign-off that is missing does not.
"""
