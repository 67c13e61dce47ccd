"""When something is due, for a calendar outside: limits of open complaints, and dates of months.
No customer and no phone number leaves with them (docs/decisions/0081-calendar-file.md)."""
