"""What a sentence does: phrases, concepts, and the words that carry them."""
