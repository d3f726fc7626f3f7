"""Rule files of one's own: what is added, what replaces, and how mistakes are named."""

from pathlib import Path

import pytest

from poise.checking import loading
from poise.checking.judging import judge
from poise.checking.loading import load_rulebook, open_rulebook
from poise.errors import RuleError

RULE = """\
title: Mentions the moon
severity: error
message: 'Mentions the moon ("{moon}").'
advice: Leave the moon out.
why: It is far away.
source: House rules
when: {moon: [house.moon]}
concepts:
  house.moon: [the? moon]
examples:
  flags: [The moon is far., I saw the moon., A moon rose., Moon and stars.]
  passes: [The sun is near., I saw the sun., A star rose., Thank you.]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for each test, and no rulebook remembered from the one before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_rulebook.cache_clear()
    return tmp_path / "cache"


def write(folder: Path, text: str, name: str = "house/moon.yaml") -> Path:
    """A folder of rules with one file in it."""
    path = folder / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder / "rules"


def test_a_folder_adds_its_rules_and_nothing_else_goes_away(tmp_path: Path):
    """The packaged rules still judge beside the new one."""
    mine = open_rulebook(write(tmp_path, RULE))
    assert {r.id for r in mine.rules} == {r.id for r in open_rulebook().rules} | {"house/moon"}
    assert [f.rule for f in judge("Thank you. The moon is far.", mine).errors] == ["house/moon"]


def test_the_same_id_replaces_a_packaged_rule(tmp_path: Path):
    """A house rule under the id of a packaged one takes its place."""
    packaged = {r.id for r in open_rulebook().rules}
    assert "form/greeting" in packaged
    mine = open_rulebook(write(tmp_path, RULE, "form/greeting.yaml"))
    assert {r.id for r in mine.rules} == packaged
    assert mine.rule("form/greeting").title == "Mentions the moon"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("title:", "tilte:", r'house/moon\.yaml:1: unknown key "tilte"; legal keys: title, severity,'),
        ("severity: error", "severity: fatal", r"house/moon\.yaml:2: severity"),
        ("[house.moon]}", "[house.sun]}", r'house/moon\.yaml:7: there is no concept "house\.sun"'),
        ("[the? moon]", "[the? (moon]", r'house/moon\.yaml:9: a "\(" is not closed'),
        ('("{moon}")', '("{sun}")', r'house/moon\.yaml:3: message quotes "\{sun\}"; it may quote'),
        (", Thank you.]", "]", r"house/moon\.yaml:12: examples\.passes needs at least 4 texts, has 3"),
        ("when: {moon: [house.moon]}\n", "", r"say exactly one of when, absent"),
        ("why: It", "why: [It", r"house/moon\.yaml:\d+: not valid YAML"),
        ("why: It is far away.", "title: again", r'house/moon\.yaml:5: "title" stands here twice'),
    ],
)
def test_a_mistake_names_file_line_and_what_is_legal(tmp_path: Path, old: str, new: str, complaint: str):
    """A typo is an error, never a rule that is silently off."""
    assert old in RULE
    with pytest.raises(RuleError, match=complaint):
        open_rulebook(write(tmp_path, RULE.replace(old, new, 1)))


def test_a_folder_without_rules_is_refused(tmp_path: Path):
    """An empty or missing folder is a mistake, not an empty rulebook."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(RuleError, match="holds no rule file"):
        open_rulebook(tmp_path / "empty")
    with pytest.raises(RuleError, match="no such folder"):
        open_rulebook(tmp_path / "missing")


def test_the_second_load_comes_from_the_cache(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    """Compiled once, read back after: the compiler is not needed again, and the rulebook is the same."""
    first = load_rulebook()
    assert [p.suffix for p in (own_cache / "poise").iterdir()] == [".json"]
    load_rulebook.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "poise.checking.compiling", None)
    assert load_rulebook().hash == first.hash


def test_a_broken_cache_is_made_anew(own_cache: Path):
    """Half a file in the cache folder is no rulebook."""
    first = load_rulebook()
    (cached,) = (own_cache / "poise").iterdir()
    cached.write_text('{"hash": "')
    load_rulebook.cache_clear()
    assert load_rulebook().hash == first.hash


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The rulebook is then kept in memory."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(loading, "_cache_folder", lambda: tmp_path / "file" / "poise")
    assert load_rulebook().rules
