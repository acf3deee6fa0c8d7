"""Faults: problems of a built dataset, reported for a file as a whole, since nobody edits its lines."""

from __future__ import annotations

from sayso.model.problems import Problem, create_problem

FIX = "build the dataset again, or fetch the release again"


def create_fault(file: str, code: str, sentence: str, fix: str = FIX) -> Problem:
    """A problem with a file of the dataset; `file` is its path below the data folder."""
    return create_problem(file, code, sentence, fix)
