"""Who writes a letter: ``chat`` asks a model, ``offline`` composes. Neither knows the rules that judge what it wrote."""


def __getattr__(name: str) -> object:
    """Import an engine when it is first named, so that ``poise.engines.chat.Chat(…)`` needs no import of its own."""
    if name not in ("chat", "offline"):
        raise AttributeError(f"module 'poise.engines' has no attribute {name!r}")
    from importlib import import_module

    return import_module(f"poise.engines.{name}")
