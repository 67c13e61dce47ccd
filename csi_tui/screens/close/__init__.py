"""The month-close on a screen: its steps, findings and papers."""
