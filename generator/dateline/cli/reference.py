"""The reference of all commands as Markdown: what `--help` says of each."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from dateline.cli.program import program

_HEAD = """\
# Commands

This page is made from the commands themselves (`python -m dateline.cli.reference`); `dateline COMMAND --help` says the
same."""
_VERBATIM = "\b"
"""How click marks a paragraph whose lines are not to be joined."""


def reference() -> str:
    """The text of `docs/reference/commands.md`."""
    context = click.Context(program, info_name="dateline")
    parts = [_HEAD, *_options(program, context), *_commands(program, context), program.epilog or ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if not command.hidden:
            yield from _command(command, click.Context(command, info_name=name, parent=context))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    level = "#" * (2 + context.command_path.count(" ") - 1)
    yield f"{level} `{context.command_path}`"
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"```text\n{usage}\n```"
    yield from _help(command)
    yield from _options(command, context)
    if isinstance(command, click.Group):
        yield from _commands(command, context)


def _help(command: click.Command) -> Iterator[str]:
    """Paragraphs; examples as code."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        lines = paragraph.split("\n")
        if lines[0].strip() != _VERBATIM:
            yield " ".join(line.strip() for line in lines)
            continue
        title, *rest = lines[1:]
        if title.endswith(":") and rest:
            yield title
            yield "```console\n" + inspect.cleandoc("\n".join(rest)) + "\n```"
        else:
            yield "```console\n" + "\n".join(lines[1:]) + "\n```"


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [
        record
        for param in command.get_params(context)
        if "--help" not in param.opts and (record := param.get_help_record(context)) and record[1]
    ]
    if records:
        yield "\n".join(
            ["| option | |", "| --- | --- |", *(f"| `{_cell(names)}` | {_cell(text)} |" for names, text in records)]
        )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    print(reference(), end="")
