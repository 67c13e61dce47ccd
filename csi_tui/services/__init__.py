"""What can be done at the desk, room by room: one function, one use case, one transaction. Imports nothing eagerly."""
