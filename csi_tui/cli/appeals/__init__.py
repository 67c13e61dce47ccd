"""Commands of appeals."""
