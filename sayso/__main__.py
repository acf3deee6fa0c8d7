"""`python -m sayso` is the command `sayso`."""

from sayso.commands import run

run()
