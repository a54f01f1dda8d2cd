"""Reads a child's answer: plain values and Afterview's own, nothing else, whatever the child was made to say."""

import io
import pickle  # nosec B403  # behind `_Narrow`, which names every class it lets in
from typing import Any

PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
}


def load_answer(answer: bytes) -> tuple[str, Any]:
    """Bytes -> (kind, value). Raises pickle.UnpicklingError for a class that has no place in an answer."""
    kind, value = _Narrow(io.BytesIO(answer)).load()
    return str(kind), value


class _Narrow(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class defined in Afterview itself, or one of PLAIN."""
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        # A dotted name would walk from a module of ours into everything it imports.
        if module.startswith("afterview.") and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an answer")
