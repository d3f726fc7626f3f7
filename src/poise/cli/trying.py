"""``poise rules test``: every promise of every rule file, tried."""

from pathlib import Path

from poise.checking.compiling import read_sources
from poise.checking.loading import folder_files, open_rulebook, packaged_files
from poise.checking.proving import Proof, prove
from poise.cli.terminal import safe


def try_rules(folder: Path | None) -> tuple[str, bool]:
    """The report on all promises, and whether all were kept. With ``folder``, on those made in it."""
    own = folder_files(folder) if folder else None
    sources = read_sources(packaged_files(), own or {})
    rules = sum(own is None or rule.source.name in own for rule in sources.rules)
    proofs = list(prove(sources, open_rulebook(folder), own))
    broken = [proof for proof in proofs if not proof.holds]
    lines = [_complaint(proof) for proof in broken]
    lines.append(f"{rules} rule{'s' if rules != 1 else ''}: {len(proofs) - len(broken)} passed, {len(broken)} failed")
    return "\n".join(lines) + "\n", not broken


def _complaint(proof: Proof) -> str:
    return f'{proof.subject}: promises that it {proof.promise} "{safe(proof.text)}", and does not'
