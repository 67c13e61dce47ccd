"""The own last entry, taken back with one key for some minutes: which acts can be, what refuses it, what becomes of it.
``acts`` is the list of them; each is carried out by the room that has the act.
"""
