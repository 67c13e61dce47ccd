"""What is held of a customer: who is meant (``whose``), all that there is (``held``), a file with it for the customer
(``handing_over``), how two people forget a customer (``erasing``), how long it is kept (``terms``), and what is due by
that (``due``).
"""
