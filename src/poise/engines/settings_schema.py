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
    """The settings by the names they have in the config file; anything else is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    model: Text | None = None
    base_url: Annotated[Text, AfterValidator(_use_base_url)] | None = None
    api_key: Text | None = Field(default=None, repr=False)
    api_key_file: Path | None = None
    api_key_command: Annotated[tuple[str, ...], BeforeValidator(_split_command), Field(min_length=1)] | None = None
    timeout: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    max_tokens: Annotated[int, Field(gt=0)] | None = None
    temperature: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    fold_system: bool = False
    redact: bool = False
    candidates: Annotated[int, Field(ge=1, le=20)] = 1
    extra_body: dict[str, Any] = Field(default_factory=dict)
    prices: dict[str, PriceSchema] = Field(default_factory=dict)
