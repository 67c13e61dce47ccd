"""Pay of a month: the amounts that it rests on, everybody's sheet, and the settlement.
HR enters amounts; HR and the head of the department read them.
"""
