"""The words of this room: values to text, read from nothing but what they are handed."""
