"""One tool asks the server: many times beside the bare openai client (prints the medians), or once with a re-ask (`cold`)."""

import json
import statistics
import sys
import time
from collections.abc import Callable

CALLS = 60
DRAFT = "Dear Ms. Okonjo,\n\nYou people are a circus. I did like the map room.\n\nTeodor Lind\n"
MESSAGES = [{"role": "system", "content": "Write a letter."}, {"role": "user", "content": DRAFT * 40}]


def ask_bare(url: str, model: str) -> Callable[[], object]:
    """The client alone, and json for what it brings."""
    import openai

    client = openai.OpenAI(base_url=url, api_key="k", max_retries=0)

    def call() -> object:
        for _ in range(2):
            told = client.chat.completions.create(model=model, messages=MESSAGES).choices[0].message.content
            if "idiots" not in told:
                return told
        raise SystemExit("no good answer")

    return call


def ask_poise(url: str, model: str) -> Callable[[], object]:
    """The chat engine of poise; for the cold start, its loop too."""
    from poise.conversing import Terms, converse
    from poise.domain import Advice, Brief, Draft, Facts, Finding, Severity, Span, Verdict
    from poise.engines.chat import Chat

    chat, brief = Chat(model, url), Brief(Draft(DRAFT * 40), Facts(), ())

    def gate(letter: object) -> Verdict:
        found = (Finding("a/b", Severity.ERROR, Span(0, 1), "", "", "", "", "Be kind."),) if "idiots" in letter.body else ()
        return Verdict(found, Advice.SEND, (), "0")

    return lambda: converse(chat, brief, Terms(gate))[-1].letter.body


def ask_whole(url: str, model: str) -> Callable[[], object]:
    """All of `poise.rewrite`: the draft judged and understood, the letters held to every rule."""
    import poise
    from poise.engines.chat import Chat

    chat = Chat(model, url)

    def call() -> object:
        result = poise.rewrite(poise.Draft(DRAFT), engine=chat, fallback=False)
        return result.letter.body if result.letter else sys.exit("no letter passed")

    return call


def _model_of_letters() -> type:
    from pydantic import BaseModel, field_validator

    class Letter(BaseModel):
        subject: str
        body: str

        @field_validator("body")
        @classmethod
        def is_kind(cls, body: str) -> str:
            if "idiots" in body:
                raise ValueError("Be kind.")
            return body

    return Letter


def ask_instructor(url: str, model: str) -> Callable[[], object]:
    """Instructor, reading JSON out of the text."""
    import instructor
    import openai

    client = instructor.from_openai(openai.OpenAI(base_url=url, api_key="k", max_retries=0), mode=instructor.Mode.JSON)
    letter = _model_of_letters()
    return lambda: client.chat.completions.create(model=model, messages=MESSAGES, response_model=letter, max_retries=2).body


def ask_pydantic_ai(url: str, model: str) -> Callable[[], object]:
    """pydantic-ai, reading JSON out of the text."""
    from pydantic_ai import Agent, PromptedOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    asked = OpenAIChatModel(model, provider=OpenAIProvider(base_url=url, api_key="k"))
    agent = Agent(asked, output_type=PromptedOutput(_model_of_letters()), system_prompt="Write a letter.", retries=2)
    return lambda: agent.run_sync(DRAFT * 40).output.body


def ask_guardrails(url: str, model: str) -> Callable[[], object]:
    """guardrails-ai around the openai client."""
    import openai
    from guardrails import Guard

    client = openai.OpenAI(base_url=url, api_key="k", max_retries=0)
    guard = Guard.for_pydantic(_model_of_letters())

    def create(*, messages: list[dict[str, str]], **_: object) -> str:
        return client.chat.completions.create(model=model, messages=messages).choices[0].message.content

    return lambda: guard(create, messages=MESSAGES, num_reasks=2).validated_output["body"]


TOOLS = {
    "bare": (ask_bare, "json"),
    "poise": (ask_poise, "letter"),
    "whole": (ask_whole, "letter"),
    "instructor": (ask_instructor, "json"),
    "pydantic-ai": (ask_pydantic_ai, "json"),
    "guardrails-ai": (ask_guardrails, "json"),
}


def main(tool: str, url: str, how: str) -> None:
    """Measure one tool."""
    make, kind = TOOLS[tool]
    if how == "cold":
        print(make(url, f"{kind}-twice")())
        return
    calls = {"bare": ask_bare(url, kind), "tool": make(url, kind)}
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(CALLS + 5):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            if turn >= 5:  # noqa: PLR2004 - the first few warm up
                times[name].append((time.perf_counter() - began) * 1000)
    print(json.dumps({name: statistics.median(values) for name, values in times.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
