"""The documentation says what is so: generated parts are current, examples run, and links lead somewhere."""

import re
import sys
from pathlib import Path

import pytest
import yaml

import poise
from poise.cli.app import main

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
CURSE = "May your ovens go cold and your starter run dry."
BLESSING = "May your ovens never go cold."


def blocks(page, language):
    """The fenced blocks of a page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)


def test_what_is_generated_is_current():
    """Rule pages, schema and the letter in the README are what `make docs` would write now."""
    import generate

    stale = [
        name
        for name, text in generate.everything().items()
        if not (ROOT / name).exists() or (ROOT / name).read_text("utf-8") != text
    ]
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / generate.PAGES).rglob("*.md")}
    gone = sorted(pages - generate.everything().keys())
    assert (stale, gone) == ([], []), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """Every relative link is a file of the repository."""
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


def test_every_make_target_that_is_named_exists():
    """Prose names make targets, and they are there, each with a line in `make help`."""
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    wanted = {"help", "demo", "test", "lint", "package", "check", "record", "eval", "fit", "bench", "rules", "docs", "clean"}
    wanted |= {"test-web", "fuzz", "faults", "compat", "calling"}
    assert targets == wanted
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z-]+)", page.read_text("utf-8"))) <= targets


def test_the_config_file_of_the_models_page_is_read(tmp_path):
    """Every key that it shows is legal and has a value that is, and none is left out but the key file's."""
    from poise.engines.settings import LEGAL_KEYS, load_settings

    (text,) = blocks("docs/models.md", "toml")
    (tmp_path / "poise").mkdir()
    (tmp_path / "poise" / "config.toml").write_text(text, "utf-8")
    settings = load_settings({}, {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})
    assert settings.prices["some-model"].output == 1.5
    shown = set(re.findall(r"^(?:# |\[)?([a-z_]+)", text, re.MULTILINE))
    assert set(LEGAL_KEYS) - shown == {"api_key_file"}


def test_the_python_of_the_readme_runs():
    """The example runs as it stands, and gives what its comments say."""
    (code,) = blocks("README.md", "python")
    names = {}
    exec(code, names)  # noqa: S102  running the documentation is the point
    assert names["verdict"].passed is False
    assert names["verdict"].findings[0].rule == "feedback/asks-for-feedback"
    assert names["result"].letter.body


def test_every_option_of_the_readme_exists():
    """No option is praised that --help does not know."""
    from typer.main import get_command

    from poise.__main__ import app

    def options(command):
        own = {option for parameter in command.params for option in parameter.opts}
        return own.union(*(options(sub) for sub in getattr(command, "commands", {}).values()))

    known = options(get_command(app)) | {"--install-completion"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (ROOT / "README.md").read_text("utf-8")))
    assert named <= known


def tutorial_rule():
    """The rule of the tutorial before and after its exception."""
    first, unless, concept = (yaml.safe_load(block) for block in blocks("docs/tutorial.md", "yaml"))
    first["examples"]["passes"].append(BLESSING)
    done = {**first, **unless, "concepts": {**first["concepts"], **concept["concepts"]}}
    return first, done


def save(rule, folder):
    """Write the rule where the tutorial puts it, below ``folder``."""
    path = folder / "tone" / "curses.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(rule, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def try_rule(rule, folder, capsys):
    """The exit code and the report of `poise rules test` on this rule."""
    status = main(["rules", "test", str(save(rule, folder))])
    return status, capsys.readouterr().out


def test_the_tutorial_keeps_its_word(tmp_path, capsys):
    """Its rule passes, fails on the blessing when that is added, and passes again with the exception."""
    before, after = tutorial_rule()
    innocent = {**before, "examples": {**before["examples"], "passes": before["examples"]["passes"][:-1]}}
    assert try_rule(innocent, tmp_path / "innocent", capsys)[0] == 0
    status, report = try_rule(before, tmp_path / "before", capsys)
    assert (status, BLESSING in report) == (1, True)
    assert try_rule(after, tmp_path / "after", capsys)[0] == 0


def test_the_tutorial_rule_finds_what_the_packaged_rules_do_not(tmp_path):
    """The sentence it begins with is no error before, and one after; the mended exception lets nothing else through."""
    rules = save(tutorial_rule()[1], tmp_path / "my-rules")
    assert poise.check(CURSE).passed
    for curse in (CURSE, "May your ovens never go cold, and may your tills run dry."):
        assert "tone/curses" in {f.rule for f in poise.check(curse, rules=rules).errors}
    assert "tone/curses" not in {f.rule for f in poise.check(BLESSING, rules=rules).findings}


def test_the_changelog_tells_of_this_version_or_of_unreleased_work():
    """Keep a Changelog: there is always a place for what is new."""
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
