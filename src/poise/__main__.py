"""The whole command: what ``poise`` runs, and ``python -m poise``. Here the surfaces, which do not know each other, meet."""

import gc
import sys
from collections.abc import Sequence
from typing import Annotated

from typer import Option

from poise.cli.app import app
from poise.cli.app import main as run_command
from poise.errors import PoiseError

Port = Annotated[int, Option(metavar="N", min=0, max=65535, help="Where to listen; 0: any port that is free.")]
NoBrowser = Annotated[bool, Option("--no-browser", help="Print the address and open nothing.")]


@app.command()
def serve(port: Port = 8765, no_browser: NoBrowser = False) -> None:  # noqa: FBT002 - a flag, passed by name
    """Open the page: paste, see why, copy. It is served to this computer alone, and keeps nothing."""
    try:
        from poise.web.serving import serve as run
    except ModuleNotFoundError as missing:
        needed = (missing.name or "poise").partition(".")[0]
        if needed == "poise":
            raise
        raise PoiseError(f"the page needs {needed}, which is not installed; run: pip install 'poise[web]'") from None
    gc.enable()
    run(port, browse=not no_browser)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line in a process of its own, which is over before it would pay to look for garbage in it."""
    gc.disable()
    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
