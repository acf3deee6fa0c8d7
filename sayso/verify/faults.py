"""Faults: what `verify` finds wrong with a built dataset, told at the file at fault, since nobody edits its lines."""

from __future__ import annotations

from sayso.model.problems import Problem, create_problem

FIX = "build the dataset again, or fetch the release again"


def create_fault(file: str, code: str, sentence: str, fix: str = FIX) -> Problem:
    """A problem with a file of the dataset as a whole; the file is named as its folder has it."""
    return create_problem(file, code, sentence, fix)
