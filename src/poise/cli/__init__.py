"""The command line: reads files, calls one verb, and prints. Nothing else in poise knows that there is a terminal."""
