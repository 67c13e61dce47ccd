"""The board for a monitor in the room: over the application, and by itself."""
