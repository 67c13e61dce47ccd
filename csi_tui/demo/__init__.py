"""The seeded generator of the sample after-sales department. Public names: ``csi_tui.demo.generator``."""
