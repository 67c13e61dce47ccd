"""Appeals on screens, and the small dialogs of each step."""
