"""``govgraph ask``: a question in Chinese or English, its answer, its evidence."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from ..graph.model.errors import UsageError
from .options import json_option, print_json, print_table, store_option

if TYPE_CHECKING:
    from ..queries import Library
    from ..queries.questions import Answer

_LABELS = {
    "zh": {
        "read": "理解",
        "answer": "回答",
        "none": "无记录",
        "rows": "{n} 行",
        "cut": ",已截断",
        "source": "来源",
        "try": "可试",
    },
    "en": {
        "read": "read as",
        "answer": "answer",
        "none": "none on record",
        "rows": "{n} rows",
        "cut": ", cut",
        "source": "source",
        "try": "try",
    },
}


@click.command()
@click.argument("question", required=False)
@json_option
@click.option(
    "--batch",
    metavar="FILE",
    help="One question a line in (- reads standard input), one JSON answer a line out.",
)
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    help="The question's language, if it is not to be told from it.",
)
@store_option
def ask(
    question: str | None, as_json: bool, batch: str | None, language: str | None, store: str | None
) -> int:
    """Ask a question in Chinese or English.

    Without a question a prompt opens, with history and completion of names (Tab); Ctrl-D leaves it.
    The exit status is 3 if the question was not understood.
    """
    from ..queries import Library

    if question is not None and batch is not None:
        raise UsageError("give a question or --batch FILE, not both")
    if batch is not None:
        return _batch(batch, language, store)
    with Library.open(store) as library:
        if question is None:
            return _prompt(library, language)
        answer = library.ask(question, language)
        if as_json:
            print_json(answer.to_json())
        else:
            show(answer)
        return 0 if answer.understood else 3


def _batch(path: str, language: str | None, store: str | None) -> int:
    from ..queries import Library

    try:
        if path == "-":
            lines = sys.stdin.read().splitlines()
        else:
            with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123 - a path of the user's, read once
                lines = file.read().splitlines()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start})") from error
    with Library.open(store) as library:
        for line in lines:
            if line.strip():
                click.echo(json.dumps(library.ask(line, language).to_json(), ensure_ascii=False))
    return 0


def show(answer: Answer) -> None:
    """An answer for people: what was understood, the short answer, table, Cypher, sources, what to mind."""
    words = _LABELS[answer.language]
    if answer.interpretation:
        click.echo(f"{words['read']}: {answer.interpretation}")
    if not answer.understood:
        click.echo(answer.reason)
        for hint in answer.suggestions:
            click.echo(f"{words['try']}: {hint}")
        return
    if isinstance(answer.answer, list):
        click.echo(f"{words['answer']}: {'、'.join(map(str, answer.answer)) or words['none']}")
    else:
        click.echo(f"{words['answer']}: {answer.answer:,}{answer.unit}")
    if answer.rows:
        click.echo()
        print_table(answer.columns, answer.rows)
        click.echo(words["rows"].format(n=len(answer.rows)) + (words["cut"] if answer.truncated else ""))
    click.echo("\n" + answer.cypher)
    if answer.parameters:
        click.echo(json.dumps(dict(answer.parameters), ensure_ascii=False))
    if answer.sources:
        click.echo()
    for source in answer.sources:
        when = f", {source['date']}" if source.get("date") else ""
        quote = f": “{' '.join(source['quote'].split())}”" if source.get("quote") else ""
        click.echo(f"{words['source']}: {source['title']}{when}{quote}")
    for caveat in answer.caveats:
        click.echo(f"! {caveat}")


def _prompt(library: Library, language: str | None) -> int:
    if not sys.stdin.isatty():
        raise UsageError("give a question, or --batch FILE for many; the prompt needs a terminal")
    from pathlib import Path

    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import FuzzyWordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    from ..queries.questions.completing import completions

    history: History
    try:
        file = Path.home() / ".govgraph_history"
        file.touch(mode=0o600)
        history = FileHistory(str(file))
    except OSError:
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=history, completer=FuzzyWordCompleter(completions(library))
    )
    while True:
        try:
            question = session.prompt("? ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return 0
        if question.strip():
            show(library.ask(question, language))
            click.echo()
