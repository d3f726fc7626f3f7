"""Every exception that poise raises on purpose.

::

    PoiseError
    ├── InputError      the text cannot be judged: empty, not text, nothing but quotes, clearly not English
    ├── RuleError       a rule or concept file cannot be used; names file, line and the legal keys
    ├── SettingsError   a model was asked for and is not configured well enough to be used
    └── EngineError     the model could not be used, and there is no fallback

Each message is one line fit for the person who meets it: what, where, what to do. None ever contains the draft.
"""


class PoiseError(Exception):
    """The common root; its text is meant for people."""


class InputError(PoiseError):
    """What was given cannot be judged or answered."""


class RuleError(PoiseError):
    """A rule or concept file cannot be used. Not the same thing as a text that breaks a rule."""


class SettingsError(PoiseError):
    """A setting is missing or contradicts another."""


class EngineError(PoiseError):
    """The model could not be used and the caller did not want the offline letter instead.

    ``rewrite`` is the ``poise.domain.Rewrite`` with every attempt that was made; the message holds nothing of it.
    """

    def __init__(self, message: str, rewrite: object = None) -> None:
        super().__init__(message)
        self.rewrite = rewrite
