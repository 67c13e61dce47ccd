"""What can be done at the desk: one function, one use case, one transaction. Imports nothing eagerly."""
