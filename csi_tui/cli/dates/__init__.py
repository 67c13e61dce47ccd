"""Commands that hand dates to other programs."""
