"""The judge never gets worse on replies that no rule was written from."""

from evaluation.figures import recorded, sealed_figures

SLACK = 0.005


def test_the_sealed_figures_do_not_drop():
    """Recall, false alarms, leak and acceptance are at least as good as docs/figures.md says; `make eval` writes it anew."""
    now, then = sealed_figures(), recorded()
    assert now.flagged / now.bad >= then["recall"] - SLACK
    assert now.alarms / now.innocent <= then["alarms"] + SLACK
    assert now.leaked / now.bad <= then["leak"] + SLACK
    assert now.accepted / now.complete >= then["accept"] - SLACK
