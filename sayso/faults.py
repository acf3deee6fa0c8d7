"""Faults: what `verify` finds wrong with a built dataset, told at the file at fault, since nobody edits its lines."""

from __future__ import annotations

from sayso.problems import TOP, Problem

FIX = "build the dataset again, or fetch the release again"


def create_fault(file: str, code: str, sentence: str, fix: str = FIX) -> Problem:
    """A problem with a file of the dataset as a whole; the file is named as its folder has it."""
    return Problem(file=file, line=TOP.line, column=TOP.column, code=code, sentence=sentence, fix=fix)
