"""Commands about scoring schemes."""
