"""What is held of a customer: who is meant (``whose``), all that there is (``held``), and a file with it for the
customer (``handing_over``; docs/decisions/0070)."""
