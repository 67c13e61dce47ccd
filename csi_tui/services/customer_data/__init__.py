"""Personal data: all that is held of a customer (``whose``, ``held``), a file with it (``handing_over``); how somebody
is forgotten (``erasing``, ``leavers``), how long it is kept (``terms``), what is due by that (``due``, ``running``).
"""
