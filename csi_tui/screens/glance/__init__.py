"""What presses, as text for a group chat."""
