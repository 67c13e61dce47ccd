"""Files: what came in by them, bringing one in with a preview, and taking an import out again."""
