"""The ``govgraph`` command: a thin line over the loaders, the query library and the views.

Commands are looked up by name and imported when they are called, so that ``--help`` stays quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from ..graph.model.errors import GovgraphError, UsageError

#: Command -> module of this folder that holds it, and its line in ``--help``.
COMMANDS = {
    "demo": ("demo", "Load the bundled facts, ask the showcase questions, write the views."),
    "extract": ("extract", "Read articles and write what they say as triples."),
    "load": ("load", "Load triples into a graph."),
    "build": ("build", "Extract from articles and load in one go."),
    "unload": ("unload", "Take back what only one source said."),
    "ask": ("ask", "Ask a question in Chinese or English."),
    "query": ("query", "Run a named query of the library."),
    "cypher": ("cypher", "Run your own Cypher, read only."),
    "view": ("view", "Write an interactive page, one file, offline."),
    "export": ("export", "Write the graph in another format."),
    "status": ("status", "Say what the graph holds."),
    "evaluate": ("evaluate", "Score triples against annotated articles."),
    "train": ("train", "Fit the extractor to annotated articles."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name][0]}", __package__)
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a misspelt one is answered with the nearest."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from ..graph.model.validation import nearest

            near = nearest(args[0], COMMANDS)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(COMMANDS)}"
            raise UsageError(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


def _version() -> str:
    try:
        return version("govgraph")
    except PackageNotFoundError:
        return "unknown"


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(_version(), prog_name="govgraph")
def govgraph() -> None:
    """Governance practices of Chinese localities as a graph: who does what, since when, and who says so.

    Every command takes --store URL: a path is an embedded graph, neo4j:// or bolt:// a server
    (with $NEO4J_USERNAME and $NEO4J_PASSWORD). Without it $GOVGRAPH_STORE is meant, else
    govgraph.lbug in the current folder.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line. Exit status: 0, 1 for a failure, 2 for wrong use, 3 for a question not understood."""
    try:
        code = govgraph.main(
            args=None if args is None else list(args), prog_name="govgraph", standalone_mode=False
        )
    except click.exceptions.Abort:
        _say("stopped")
        sys.exit(130)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = f" (see '{context.command_path} --help')" if context else ""
        _say(error.format_message().replace("\n", " ") + where)
        sys.exit(error.exit_code)
    except UsageError as error:
        _say(str(error))
        sys.exit(2)
    except GovgraphError as error:
        _say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        _say("stopped")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _say(text: str) -> None:
    print(f"govgraph: {' '.join(text.split())}", file=sys.stderr)


if __name__ == "__main__":
    main()
