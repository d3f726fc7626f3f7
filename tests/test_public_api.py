"""What `import poise` gives, what it costs, and that it holds what the README promises."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import poise

ASKING = "Dear Ms. Lind,\n\nThank you for your time. Could you give me some feedback on my interview?\n\nTamsin\n"
PROMISED = {
    "check", "rewrite", "Draft", "Letter", "Rewrite", "Verdict", "Finding", "Span", "Slot", "Attempt", "Severity", "Advice",
    "Outcome", "Profile", "Engine", "PoiseError", "InputError", "RuleError", "SettingsError", "EngineError", "engines",
}  # fmt: skip


def test_every_public_name_is_there_and_listed_literally():
    """``__all__`` is a list that can be read without running anything, and every name in it can be had."""
    tree = ast.parse(Path(poise.__file__).read_text("utf-8"))
    (listed,) = [
        ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    ]
    assert listed == poise.__all__ == sorted(listed, key=lambda n: (n.islower(), n))
    assert set(listed) == PROMISED
    assert all(getattr(poise, name) is not None for name in listed)
    assert set(dir(poise)) == PROMISED


def test_an_unknown_name_is_an_attribute_error():
    """Lazy names do not hide a misspelling."""
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = poise.chekc


def test_importing_poise_loads_nothing():
    """The import defines names and does nothing: no module of poise or of anybody else comes with it."""
    code = "import sys; before = set(sys.modules); import poise; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if not name.startswith("__editable__")}
    assert loaded <= {"poise", "__future__"}


def test_check_judges_a_text():
    """The README's first example."""
    verdict = poise.check(ASKING)
    finding = verdict.findings[0]
    assert (verdict.passed, verdict.advice) == (False, poise.Advice.REVISE)
    assert (finding.rule, finding.severity) == ("feedback/asks-for-feedback", "error")
    assert finding.text == ASKING[finding.span.start : finding.span.end]


def test_check_takes_profile_rules_and_rejection(tmp_path):
    """Every option of the signature does something."""
    from poise.checking.loading import load_rulebook

    brief = "Dear Ms. Lind,\n\nThe moon is in the second house.\n\nThank you.\n"
    assert poise.check(brief, profile="gate").errors
    assert poise.check(brief).passed
    assert poise.check(brief, rules=load_rulebook()) == poise.check(brief)
    with pytest.raises(poise.RuleError):
        poise.check(brief, rules=tmp_path / "nowhere")
    nobody = "From: no-reply@example.com\nMessage-ID: <1@example.com>\nSubject: No\n\nWe chose somebody else.\n"
    assert poise.check("Thank you for your time.", rejection=nobody).advice is poise.Advice.NO_REPLY_NEEDED


def test_facts_are_judged_only_with_a_draft():
    """An invented name is one only beside the draft that does not hold it."""
    letter = "Dear Professor Zebrowski,\n\nThank you for your time.\n"
    assert not [f for f in poise.check(letter).findings if f.family == "facts"]
    assert [f for f in poise.check(letter, draft=poise.Draft("I hate this.")).findings if f.family == "facts"]


def test_rewrite_writes_a_letter():
    """The README's second example, by the offline composer."""
    result = poise.rewrite(poise.Draft("You wasted my time!! Sam", company="Kettle & Crumb"))
    assert result.passed
    assert result.letter.subject
    assert "Kettle & Crumb" in result.letter.body
    assert result.attempts[-1].engine == "offline"


def test_engines_can_be_made_explicitly():
    """Both engines are reached under the names of the README."""
    from poise.engines.chat import Chat
    from poise.engines.offline import Offline

    assert Chat(model="tiny", base_url="http://localhost:8080/v1").name == "chat"
    result = poise.rewrite(poise.Draft("You wasted my time!! Sam"), engine=Offline(variant=2))
    assert result.passed


@pytest.mark.parametrize("text", ["", "  \n", "> Only what they wrote.\n", b"bytes", None])
def test_what_cannot_be_judged_is_an_input_error(text):
    """Nothing, only quotes, or no text at all: one exception, with a name."""
    with pytest.raises(poise.InputError):
        poise.check(text)


def test_every_error_is_a_poise_error():
    """One class catches all."""
    for name in ("InputError", "RuleError", "SettingsError", "EngineError"):
        assert issubclass(getattr(poise, name), poise.PoiseError)


def test_threads_may_begin_at_once():
    """The first letters of a process may be asked for by many threads together: nobody meets a module half made."""
    program = (
        "import poise, threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from poise.engines.offline import Offline\n"
        "start = threading.Barrier(8)\n"
        "def write(number):\n"
        "    start.wait()\n"
        "    if number % 2:\n"
        "        return poise.check('Thank you. Sam', draft=poise.Draft('Thank you. Sam')) is not None\n"
        "    return poise.rewrite(poise.Draft('You wasted my time. Sam'), engine=Offline()).passed\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    assert all(pool.map(write, range(8)))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
