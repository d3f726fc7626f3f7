"""Rule and concept files as data that still knows its lines. YAML is read as strings only: ``no`` stays a word."""

from typing import Any

from poise.errors import RuleError


class Source:
    """One parsed file: ``data``, and the line (from 1) of every key and item, by its path."""

    def __init__(self, name: str, text: str) -> None:
        import yaml  # read only when rules are compiled: a cached rulebook needs no YAML

        self.name = name
        self._lines: dict[tuple[str | int, ...], int] = {}
        try:
            node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise RuleError(f"{name}:{line}: not valid YAML: {error.problem}") from None
        self.data: Any = self._build(node, ()) if node is not None else {}

    def line(self, *path: str | int) -> int:
        """The line of the value at ``path``, or of the nearest enclosing one."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def error(self, message: str, *path: str | int) -> RuleError:
        """A RuleError that names the file and the line of ``path``."""
        return RuleError(f"{self.name}:{self.line(*path)}: {message}")

    def _build(self, node: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401  yaml's nodes are untyped
        self._lines.setdefault(path, node.start_mark.line + 1)
        if node.id == "scalar":
            return node.value
        if node.id == "sequence":
            return [self._build(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._build_mapping(node, path)

    def _build_mapping(self, node: Any, path: tuple[str | int, ...]) -> dict[str, Any]:  # noqa: ANN401
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            place = (*path, key.value)
            if key.value in mapping:
                raise RuleError(f'{self.name}:{key.start_mark.line + 1}: "{key.value}" stands here twice')
            self._lines[place] = key.start_mark.line + 1
            mapping[key.value] = self._build(value, place)
        return mapping
