"""Text to verdict: the rules as loaded, and what they find."""
