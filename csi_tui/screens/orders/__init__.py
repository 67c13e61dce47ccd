"""Work orders and surveys on screens: lists and forms."""
