"""``poise rules test``: every promise of every rule file, tried."""

from pathlib import Path

from poise.checking.compiling import read_sources
from poise.checking.loading import folder_files, open_rulebook, packaged_files
from poise.checking.proving import Proof, prove
from poise.cli.terminal import safe


def try_rules(folder: Path | None) -> tuple[str, bool]:
    """The report on all promises, and whether all were kept. With ``folder``, on those of the rules in it."""
    own = folder_files(folder) if folder else {}
    sources = read_sources(packaged_files(), own)
    if folder:
        sources = sources._replace(rules=tuple(rule for rule in sources.rules if rule.source.name in own))
    names = {rule.id for rule in sources.rules}
    proofs = [proof for proof in prove(sources, open_rulebook(folder)) if not folder or proof.subject in names]
    broken = [proof for proof in proofs if not proof.holds]
    lines = [_complaint(proof) for proof in broken]
    lines.append(f"{len(names)} rule{'s' if len(names) != 1 else ''}: {len(proofs) - len(broken)} passed, {len(broken)} failed")
    return "\n".join(lines) + "\n", not broken


def _complaint(proof: Proof) -> str:
    return f'{proof.subject}: promises that it {proof.promise} "{safe(proof.text)}", and does not'
