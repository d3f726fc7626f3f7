"""What each setting may be, as pydantic checks it. Imported only where something is set: pydantic is slow to import."""

import shlex
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from poise.engines.endpoints import parse_base_url
from poise.errors import SettingsError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _use_base_url(typed: str) -> str:
    try:
        return parse_base_url(typed)
    except SettingsError as error:
        raise ValueError(error) from None  # pydantic gathers these, with the name of the setting


def _split_command(value: object) -> object:
    return tuple(shlex.split(value)) if isinstance(value, str) else value


class PriceSchema(BaseModel):
    """What a million tokens cost, by the names they have in the config file."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    input: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    output: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class SettingsSchema(BaseModel):
    """The settings by the names they have in the config file; anything else is an error.

    Each description finishes the sentence "must be …", which is said where a value is anything else.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    model: Text | None = Field(None, description="the name of a model")
    base_url: Annotated[Text, AfterValidator(_use_base_url)] | None = Field(None, description="a URL")
    api_key: Text | None = Field(None, repr=False, description="a key")
    api_key_file: Path | None = Field(None, description="the name of a file")
    api_key_command: Annotated[tuple[str, ...], BeforeValidator(_split_command), Field(min_length=1)] | None = Field(
        None, description="a command line, or a list of its words"
    )
    timeout: float | None = Field(None, gt=0, allow_inf_nan=False, description="a number of seconds, more than 0")
    max_tokens: int | None = Field(None, gt=0, description="a whole number, at least 1")
    temperature: float | None = Field(None, ge=0, allow_inf_nan=False, description="a number, at least 0")
    fold_system: bool = Field(default=False, description="true or false")
    redact: bool = Field(default=False, description="true or false")
    candidates: int = Field(1, ge=1, le=20, description="a whole number from 1 to 20")
    extra_body: dict[str, Any] = Field(default_factory=dict, description="a table")
    prices: dict[str, PriceSchema] = Field(
        default_factory=dict, description="a table for each model, with input and output as numbers, at least 0"
    )
