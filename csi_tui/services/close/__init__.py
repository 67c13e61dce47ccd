"""The month-close: check, compute, publish, freeze, reopen; past months brought in; what was carried over.
``check`` finds what blocks or distorts it, ``guards`` is the list of what holds up a freeze.
"""
