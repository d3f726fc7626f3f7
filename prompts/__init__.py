"""What we say to a model, as Markdown templates; ``poise.prompting`` reads and fills them."""
