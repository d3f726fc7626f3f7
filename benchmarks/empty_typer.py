"""A Typer application whose one command does nothing: the floor below which `poise check` cannot start."""

import typer

app = typer.Typer()


@app.command()
def check(file: str) -> None:
    """Do nothing with FILE."""


if __name__ == "__main__":
    app()
