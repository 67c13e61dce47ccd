"""What people write about a row or a customer, on screens."""
