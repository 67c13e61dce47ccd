"""``python -m csi_tui``: the same as ``csi``, where the folder of its script is not on the path."""

from csi_tui.cli.main import main

if __name__ == "__main__":
    main()
