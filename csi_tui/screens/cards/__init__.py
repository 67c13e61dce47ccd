"""Scorecards, receipts and teams on screens."""
