"""What is held of a customer: who is meant (``whose``), all that there is (``held``), a file with it for the customer
(``handing_over``), how two people forget a customer (``erasing``), and of whom nothing has happened for long (``due``).
"""
