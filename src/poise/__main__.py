"""``python -m poise`` is ``poise``."""

import sys

from poise.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
