"""`poise check`: what goes where, what the exit code means, and which rules judge."""

import json
from importlib.metadata import version

import pytest
from texts import ASKING, GRACIOUS, HOUSE_RULE

ASKS = "feedback/asks-for-feedback"


def test_findings_are_told_on_stderr_and_nothing_is_on_stdout(run, write):
    """Text for people never mixes with output for machines."""
    ran = run("check", write(ASKING))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("Do not send yet: 1 line to change.")
    assert ASKS in ran.err


def test_a_gracious_letter_passes(run, write):
    """A letter with nothing wrong in it ends with 0 and says so."""
    ran = run("check", write(GRACIOUS))
    assert (ran.status, ran.err.splitlines()[0]) == (0, "Nothing here breaks the rules.")


def test_stdin_is_judged_with_and_without_a_dash(run):
    """A pipe is read whether or not it is announced."""
    assert run("check", piped=ASKING).status == 1
    assert run("check", "-", piped=ASKING).status == 1


@pytest.mark.parametrize("out", ["text", "json", "sarif", "github"])
def test_the_exit_code_does_not_depend_on_the_format(run, write, out):
    """A format changes how findings are told, never what they mean."""
    assert run("check", write(ASKING), "--format", out).status == 1
    assert run("check", write(GRACIOUS), "--format", out).status == 0


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on_says_what_counts(run, write, fail_on, status):
    """A text with warnings only fails for whoever asks for that."""
    path = write("Hello,\n\nThank you for your time.\n\nKind regards,\nTam\n")
    assert run("check", path, "--fail-on", fail_on).status == status


def test_notes_are_shown_when_they_count(run, write, tmp_path):
    """`--fail-on note` shows what it fails on, as -v does."""
    write(HOUSE_RULE.replace("severity: error", "severity: note"), "mine/house/luck.yaml")
    command = ["check", write("Dear Ms. Lind,\n\nLuck of course.\n\nThank you.\n"), "--rules", tmp_path / "mine"]
    for option in (["-v"], ["--fail-on", "note"]):
        assert "note  line 3" in run(*command, *option).err
    assert "note  line 3" not in run(*command).err


def test_json_is_one_object_for_each_file(run, write):
    """Several files give JSON lines, in their order, under the names that were given."""
    paths = [write(ASKING, "a.txt"), write(GRACIOUS, "b.txt")]
    ran = run("check", *paths, "--format", "json")
    objects = [json.loads(line) for line in ran.out.splitlines()]
    assert [(o["file"], o["passed"]) for o in objects] == [(str(paths[0]), False), (str(paths[1]), True)]
    assert (ran.status, ran.err) == (1, "")


def test_one_unusable_file_does_not_hide_the_others(run, write, tmp_path):
    """The others are judged and reported; the exit code is that of the unusable one."""
    ran = run("check", tmp_path / "gone.txt", write(ASKING), "--format", "json")
    assert ran.status == 2
    assert json.loads(ran.out)["verdict"] == "revise"
    assert ran.err.count("\n") == 1
    assert "gone.txt: no such file" in ran.err


@pytest.mark.parametrize(
    "text", [ASKING, ASKING.replace("\n", "\r\n"), "\U0001f621 " + ASKING.replace(" ", "\N{NO-BREAK SPACE}")]
)
def test_every_span_is_what_it_quotes(run, write, text):
    """Spans index exactly the text that was given, line breaks and emoji included."""
    for profile in ("check", "gate"):
        report = run("check", write(text), "--profile", profile, "--format", "json").json
        assert report["findings"]
        for found in report["findings"]:
            assert found["text"] == text[found["start"] : found["end"]]
            assert text[: found["start"]].count("\n") == found["line"] - 1
            assert text[: found["start"]].rpartition("\n")[2] == "" or found["column"] > 1
            for slot in found["slots"]:
                assert slot["text"] == text[slot["start"] : slot["end"]]


def test_findings_are_sorted_by_start_and_then_by_rule(run, write):
    """The order is the one in the contract."""
    found = run("check", write("You idiots. Tell me why!"), "-v", "--format", "json").json["findings"]
    assert [(f["start"], f["rule"]) for f in found] == sorted((f["start"], f["rule"]) for f in found)


def test_sarif_says_what_code_hosts_need(run, write):
    """Version, rule ids, places in code points and fingerprints that do not depend on the line."""
    first = json.loads(run("check", write(ASKING, "a b.txt"), "--format", "sarif").out)
    moved = json.loads(run("check", write("\n\n" + ASKING), "--format", "sarif").out)
    assert first["version"] == "2.1.0"
    (one,) = [r for r in first["runs"][0]["results"] if r["ruleId"] == ASKS]
    (other,) = [r for r in moved["runs"][0]["results"] if r["ruleId"] == ASKS]
    place = one["locations"][0]["physicalLocation"]
    assert first["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert place["artifactLocation"]["uri"].endswith("a%20b.txt")
    assert first["runs"][0]["tool"]["driver"]["semanticVersion"] == version("poise")
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (3, 26)
    assert first["runs"][0]["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == ASKS
    assert one["level"] == "error"
    assert one["partialFingerprints"] == other["partialFingerprints"]


def test_github_commands_stand_on_one_line_each(run, write):
    """Whatever a file is called and a message says, a command is one line and its properties stay apart."""
    ran = run("check", write(ASKING, "a,b%.txt"), "--format", "github")
    command = next(line for line in ran.out.splitlines() if ASKS in line)
    assert command.startswith("::error file=")
    assert "a%2Cb%25.txt,line=3,endLine=3,title=feedback/asks-for-feedback,col=26," in command
    assert all(line.startswith(("::error ", "::warning ")) for line in ran.out.splitlines())


def test_select_and_ignore_take_rules_and_families(run, write):
    """One can look at one thing only, or at everything but one."""
    path = write(ASKING)

    def rules(*options):
        return {f["rule"] for f in run("check", path, "--format", "json", *options).json["findings"]}

    assert rules("--select", "feedback") == rules("--select", ASKS) == {ASKS}
    assert rules("--select", "form", "--select", ASKS) > {ASKS}
    assert rules("--ignore", "feedback") == rules() - {ASKS}
    assert rules("--select", "feedback", "--ignore", ASKS, "--select", "form").isdisjoint({ASKS})


def test_other_rules_have_another_hash(run, write):
    """Equal hashes judge alike, so a narrowed rulebook has a hash of its own."""
    path = write(GRACIOUS)
    ways = ([], ["--select", "form"], ["--ignore", "form"])
    hashes = [run("check", path, "--format", "json", *way).json["rulebook"] for way in ways]
    assert len(set(hashes)) == 3


@pytest.mark.parametrize(
    ("name", "near"),
    [("feedbak", "feedback"), ("feedback/ask-for-feedback", ASKS), ("asks-for-feedbak", ASKS), ("\x1bx", "rules list")],
)
def test_an_unknown_rule_is_refused_with_its_neighbours(run, write, name, near):
    """A misspelt rule is an error and never a rule that is silently on or off."""
    for option in ("--select", "--ignore"):
        ran = run("check", write(GRACIOUS), option, name)
        assert (ran.status, ran.out) == (2, "")
        assert near in ran.err
        assert "\x1b" not in ran.err


def test_no_rule_left_is_an_error(run, write):
    """Nothing to judge with must not look like nothing found."""
    assert run("check", write(GRACIOUS), "--select", "form", "--ignore", "form").status == 2


def test_facts_are_judged_against_the_draft(run, write):
    """An invented name is found when the draft is given."""
    letter = write(GRACIOUS.replace("the team", "Professor Zebrowski"), "letter.txt")
    found = run("check", letter, "--draft", write(GRACIOUS, "draft.txt"), "--format", "json").json["findings"]
    assert any("Zebrowski" in f["text"] for f in found if f["rule"].startswith("facts/"))
    assert not any(f["rule"].startswith("facts/") for f in run("check", letter, "--format", "json").json["findings"])


def test_a_rejection_from_nobody_needs_no_reply(run, write):
    """When nobody reads the answer, check says so."""
    mail = "From: no-reply@example.com\nMessage-ID: <1@example.com>\nSubject: Your application\n\nWe chose somebody else.\n"
    ran = run("check", write(GRACIOUS), "--rejection", write(mail, "no.eml"), "--format", "json")
    assert (ran.json["verdict"], ran.status) == ("no-reply-needed", 0)


def test_a_wrong_rule_file_is_named_with_its_line(run, write, tmp_path):
    """A wrong key and a phrase that cannot be read are errors with file and line; a folder that is not there, too."""
    text = write(GRACIOUS)
    write("title: A\nseverty: error\n", "rules/house/odd.yaml")
    ran = run("check", text, "--rules", tmp_path / "rules")
    assert ran.status == 2
    assert 'house/odd.yaml:2: unknown key "severty"; legal keys: title, severity' in ran.err
    write(HOUSE_RULE.replace("luck of course", "luck ("), "phrases/house/luck.yaml")
    ran = run("check", text, "--rules", tmp_path / "phrases")
    assert ran.status == 2
    assert "house/luck.yaml:8" in ran.err
    assert run("check", text, "--rules", tmp_path / "nowhere").status == 2


def test_own_rules_are_added_to_the_packaged_ones(run, write, tmp_path):
    """A rule of one's own finds what it is for, and nothing else goes away."""
    write(HOUSE_RULE, "mine/house/luck.yaml")
    text = write(ASKING.replace("Kind regards", "Luck of course"))
    rules = {f["rule"] for f in run("check", text, "--rules", tmp_path / "mine", "--format", "json").json["findings"]}
    assert rules > {"house/luck", ASKS}


@pytest.mark.parametrize(
    "arguments", [["--nope"], ["--fail-on", "never"], ["--format", "xml"], ["--profile", "kind"], ["--rules"]]
)
def test_wrong_usage_is_one_line_and_exit_code_2(run, arguments):
    """A wrong option names itself and points to --help."""
    ran = run("check", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err
