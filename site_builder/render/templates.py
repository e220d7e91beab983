"""The Jinja environment of one language, tuned for a page of two hundred values in a fifth of a millisecond."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from site_builder.render.phrases import safe
from site_builder.render.strings import Strings


def environment(folders: Sequence[Path], strings: Strings, compiled: Path | None = None) -> Environment:
    """Return the environment of a theme's folders, nearest last, in the language of `strings`.

    Templates that were compiled before are found in the folder `compiled`, which one version of the program alone may write.

    A nearer theme's template replaces one of the same name. Words are filters of constants (`{{ "nav.search"|t }}`), which
    Jinja evaluates when it compiles: at run time they cost nothing.
    """
    places = [place for folder in reversed(folders) for place in (folder / "templates", folder / "components")]
    made = _Environment(
        loader=FileSystemLoader(places), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1, bytecode_cache=_Compiled(f"{strings.language} {strings.fingerprint}", compiled),
    )
    made.filters["t"] = cast(Any, strings.t)
    made.filters["n"] = lambda count, key: strings.n(key, count)
    made.filters["number"] = cast(Any, strings.number)
    made.globals["language"] = strings.language
    made.globals["words"] = strings.json
    return made


_compiled: dict[tuple[str, str], tuple[str, CodeType]] = {}
"""Templates that this process has compiled: for `serve`, which builds again and again, and for tests of many builds."""


class _Compiled(BytecodeCache):
    """Finds a template compiled before from the same source with the same words, which are folded into it."""

    def __init__(self, words: str, folder: Path | None) -> None:
        self._words, self._folder = words, folder

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = _compiled.get((self._words, bucket.key), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif self._folder is not None:
            with suppress(OSError, ValueError, EOFError, TypeError):
                bucket.bytecode_from_string(self._place(self._folder, bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is None:
            return
        _compiled[self._words, bucket.key] = (bucket.checksum, bucket.code)
        if self._folder is not None:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                place = self._place(self._folder, bucket)
                fresh = place.with_suffix(f".{os.getpid()}")
                fresh.write_bytes(bucket.bytecode_to_string())
                fresh.replace(place)

    def _place(self, folder: Path, bucket: Bucket) -> Path:
        """Return where a template lies, by its name and words: one that has changed takes the place of what it was."""
        return folder / hashlib.blake2b(f"{self._words} {bucket.key}".encode(), digest_size=12).hexdigest()


class _Template(Template):
    """A template whose macros are imported once for all: components see their arguments alone, never the page's context."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class _CodeGenerator(CodeGenerator):
    """Compiles `{{ view.title }}` to Python's own attribute and to `safe`.

    Jinja would look among attributes and items, and wrap each value in `Markup` before joining them; views have attributes
    alone.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.safe(")
        if finalize.src is not None:
            self.write(finalize.src)


    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  # Jinja's name
        """Call macros and methods as Python does: none of ours asks for the page's context, which Jinja would look up first."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class _Environment(Environment):
    template_class = _Template
    code_generator_class = _CodeGenerator
    safe = staticmethod(safe)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._found: dict[str | Template, Template] = {}

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002  # Jinja's name
        """Find a template once: each page asks for some fifteen."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found
