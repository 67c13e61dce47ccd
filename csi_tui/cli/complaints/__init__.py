"""Commands of complaints and their milestones."""
