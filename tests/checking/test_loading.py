"""Rule files of one's own: what is added, what replaces, and how mistakes are named."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poise.checking import caching, loading
from poise.checking.judging import judge
from poise.checking.loading import forget, load_rulebook, open_rulebook, packaged_files
from poise.checking.rulebook import Rulebook
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
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder for each test, and no rulebook remembered from the one before, nor by the one after."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    forget()
    yield tmp_path / "cache"
    forget()


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


def cached(folder: Path) -> list[Path]:
    """The rulebooks in a cache folder."""
    return list((folder / "poise").glob("rulebook-*.json"))


def test_the_second_load_comes_from_the_cache(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    """Compiled once, read back after: the compiler is not needed again, and the rulebook is the same."""
    first = load_rulebook()
    assert len(cached(own_cache)) == 1
    forget()
    monkeypatch.setitem(sys.modules, "poise.checking.compiling", None)
    assert load_rulebook().hash == first.hash


def test_files_at_rest_are_known_without_being_read(monkeypatch: pytest.MonkeyPatch):
    """What the file system tells of them is enough to find their rulebook."""
    pass_time(monkeypatch)
    first = load_rulebook()
    forget()
    monkeypatch.setattr(loading, "packaged_files", None)
    assert load_rulebook().hash == first.hash


def test_a_broken_cache_is_made_anew(own_cache: Path):
    """Half a file in the cache folder is no rulebook."""
    first = load_rulebook()
    (broken,) = cached(own_cache)
    broken.write_text('{"hash": "')
    forget()
    assert load_rulebook().hash == first.hash


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The rulebook is then kept in memory."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(caching, "cache_folder", lambda: tmp_path / "file" / "poise")
    assert load_rulebook().rules


def test_the_cache_keeps_a_few_rulebooks_and_no_more(own_cache: Path):
    """Whoever works on rules all day does not fill the disk."""
    for number in range(40):
        caching.write_rulebook(f"{number:016}", {})
    assert len(cached(own_cache)) < 20


WORDS = ("moon", "star", "dawn", "dusk")  # of one length: the size of a file does not give an edit away


def pass_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the clock is an hour ahead: every file has been at rest for long."""
    now = time.time_ns
    monkeypatch.setattr(caching, "time", SimpleNamespace(time_ns=lambda: now() + 3_600_000_000_000))


def about(word: str) -> str:
    """The rule with another word to look for."""
    return RULE.replace("house.moon: [the? moon]", f"house.moon: [the? {word}]")


def edit(path: Path, text: str, *, keep_time: bool) -> None:
    """Write the file in place; with ``keep_time`` its date stays what it was, as some tools leave it."""
    before = path.stat()
    path.write_text(text, "utf-8")
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def flagged(rulebook: Rulebook) -> list[str]:
    """Which of the words the rulebook flags."""
    return [word for word in WORDS if judge(f"Thank you for the {word} that you showed me.", rulebook).errors]


def test_an_edit_in_a_folder_of_ones_own_counts_at_once(tmp_path: Path):
    """Even within one process, and within one tick of the clock of the file system."""
    folder = write(tmp_path, about("moon"))
    for word in (*WORDS, *WORDS):
        edit(folder / "house" / "moon.yaml", about(word), keep_time=True)
        assert flagged(open_rulebook(folder)) == [word]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_an_edit_of_a_packaged_rule_counts_at_the_next_start(edits: list[tuple[str, bool, bool]]):
    """However quickly one follows the other, whatever date the file bears, and whether or not its stamp was kept before."""
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = small_rules(Path(place))
        patch.setattr(loading, "_packaged_folder", lambda: folder)
        patch.setenv("XDG_CACHE_HOME", str(Path(place) / "cache"))
        for word, keep_time, wait in edits:
            edit(folder / "house" / "moon.yaml", about(word), keep_time=keep_time)
            if wait:
                time.sleep(0.02)  # longer than a tick: a stamp taken now is sure to differ after the next edit
            with pytest.MonkeyPatch.context() as later:
                if wait:
                    pass_time(later)
                for _ in range(2):
                    forget()
                    assert flagged(load_rulebook()) == [word]


def small_rules(place: Path) -> Path:
    """A packaged folder with one rule, and the words by which typing is undone."""
    folder = place / "rules"
    (folder / "house").mkdir(parents=True)
    (folder / "concepts").mkdir()
    (folder / "concepts" / "typing.json").write_text(packaged_files()["concepts/typing.json"], "utf-8")
    (folder / "house" / "moon.yaml").write_text(about("moon"), "utf-8")
    return folder
