"""Writes what the documentation says twice: a page for each rule, the schema of the JSON, and the demo in the README.

`make docs` runs it; a test fails while anything that it would write differs from what is there.
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from poise.checking.compiling import Compiled, read_sources
from poise.checking.documenting import find_sections
from poise.checking.loading import load_rulebook, packaged_files
from poise.checking.rulebook import Rule
from poise.cli.app import main as poise
from poise.cli.reports import CheckReport, RewriteReport
from poise.domain import Draft, Profile
from poise.engines.offline import Offline
from poise.rewriting import rewrite

ROOT = Path(__file__).parent.parent
PAGES = "docs/rules"
SCHEMA = "src/poise/cli/reports.schema.json"
README = "README.md"
LETTERS = "docs/letters.md"
_DRAFTS = "docs/letters"
_DEMO = ("examples/angry-reply.txt", "--rejection", "examples/rejection.eml", "--offline")
_BEGIN, _END = "<!-- demo -->\n", "<!-- end of demo -->"


def everything() -> Mapping[str, str]:
    """Every generated file: its path below the repository, and what should stand in it."""
    files = dict(_pages())
    files[SCHEMA] = json.dumps(schema(), indent=2) + "\n"
    files[LETTERS] = "\n".join(letters()) + "\n"
    files[README] = with_demo((ROOT / README).read_text("utf-8"), demo())
    return files


def schema() -> dict[str, Any]:
    """The JSON schema of both outputs."""
    both = TypeAdapter(CheckReport | RewriteReport).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The JSON of poise, version 1"} | both


def demo() -> str:
    """The letter that `make demo` prints."""
    out = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        status = poise(["rewrite", *_DEMO])
    if status:
        raise SystemExit(f"the demo ends with exit code {status}; nothing was written")
    return out.getvalue()


def letters() -> Iterator[str]:
    """The page of drafts with the letters that the composer writes for them."""
    yield from ("# Ten drafts and their letters", "", _LETTERS_INTRODUCTION.strip())
    for file in sorted((ROOT / _DRAFTS).glob("*.txt")):
        draft = file.read_text("utf-8").strip()
        letter = rewrite(Draft(draft), engine=Offline()).letter
        if letter is None:
            raise SystemExit(f"{file.name}: no letter passed; nothing was written")
        title = file.stem.partition("-")[2].replace("-", " ").capitalize()
        yield from ("", f"## {title}", "", "```text", draft, "```", "", "becomes", "", "```text", letter.text, "```")


_LETTERS_INTRODUCTION = """
What `poise rewrite --offline` makes of ten drafts in ten moods: nobody's model, no network, a few milliseconds each. All people
and firms are invented. `make docs` writes this page from the drafts in [letters](letters), and a test fails when a letter here
is no longer the one that poise writes. `--variant N` gives other words for the same, `--tone brief` and `--tone warm` less
and more of them, and `--explain` says what was kept and why the rest was not.
"""


def with_demo(readme: str, letter: str) -> str:
    """The README with this letter in it."""
    before, _, rest = readme.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}```text\n{letter}```\n{_END}{after}"


def _pages() -> Iterator[tuple[str, str]]:
    rulebook = load_rulebook()
    files = {compiled.id: compiled for compiled in read_sources(packaged_files(), {}).rules}
    index = ["# The rules", "", "One page for each, made from `rules/` by `make docs`.", ""]
    family = ""
    for rule in rulebook.rules:
        if rule.family != family:
            family = rule.family
            index += [f"## {family}", ""] if index[-1] == "" else ["", f"## {family}", ""]
        index.append(f"- [{rule.id.partition('/')[2]}]({rule.id}.md): {rule.title}")
        yield f"{PAGES}/{rule.id}.md", "\n".join(_page(rule, files[rule.id])) + "\n"
    yield f"{PAGES}/README.md", "\n".join(index) + "\n"


def _page(rule: Rule, compiled: Compiled) -> Iterator[str]:
    check, gate = (rule.severities[profile] for profile in (Profile.CHECK, Profile.GATE))
    yield f"# {rule.title}"
    yield ""
    yield f"`{rule.id}` · {check} in what a person wrote · {gate} in what an engine wrote"
    for section in find_sections(rule, compiled):
        mark = "- " if section.listed else ""
        yield from ("", f"## {section.title}", "", *(mark + text.strip().replace("<", "&lt;") for text in section.texts))


def main() -> None:
    """Write every generated file, and remove the pages of rules that are gone."""
    wanted = everything()
    for path in (ROOT / PAGES).rglob("*.md"):
        if path.relative_to(ROOT).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    sys.stdout.write(f"{len(wanted)} files are up to date\n")


if __name__ == "__main__":
    main()
