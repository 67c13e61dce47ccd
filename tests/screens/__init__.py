"""Tests of the terminal application, with Textual's pilot on real stores."""
