"""The rules and concepts that poise judges by: data, read through importlib.resources."""
