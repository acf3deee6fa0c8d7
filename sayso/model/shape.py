"""Shape: convert plain data to a type, with all complaints instead of the first one.

`shape` walks the data and the type (as `msgspec.inspect` describes it) in parallel:
1. it converts text to numbers and booleans if the type requires them;
2. it complains of each unknown, missing and invalid value, and suggests similar names;
3. it passes the data to `msgspec.convert`, which can't fail without complaints.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from sayso.model.dates import BadDate, days_of
from sayso.model.field_types import Type, bare, meaning_of, type_of
from sayso.model.fields import ID_PATTERN
from sayso.model.identifiers import fault_of_orcid, fault_of_ror
from sayso.model.meant import id_of, languages_meant, nearest
from sayso.model.meant_times import ADVICE, times_meant
from sayso.model.names import is_visible
from sayso.model.problems import Complaint, Path, shown
from sayso.model.urls import fault_of_url

T = TypeVar("T")

WRITE_OR_LEAVE = "write a text, or leave the field out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """An id at a path, and the kinds of record that it may refer to."""

    path: Path
    kinds: tuple[str, ...]
    id: str
    at_key: bool = False


@dataclass(kw_only=True, slots=True)
class Shaped:
    """The complaints and the references that were collected, and the language of what is shaped, where it is known."""

    complaints: list[Complaint] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    language: str = ""

    def complain(self, path: Path, code: str, sentence: str, fix: str, *, at_key: bool = False) -> None:
        """Add a complaint."""
        self.complaints.append(Complaint(path, code, sentence, fix, at_key))


def shape(plain: Any, of: type[T]) -> tuple[T | None, Shaped]:
    """Convert plain data to a type.

    Returns the record (None if there are complaints), and the complaints and references.
    """
    shaped = Shaped(language=_language_of(plain))
    data = _fit(plain, type_of(of), (), shaped)
    if shaped.complaints:
        return None, shaped
    return msgspec.convert(data, of), shaped


def complaints_of(name: str, value: str, of: Any) -> list[Complaint]:
    """What is wrong with one value of a kind that fields hold, as of a field of that name."""
    shaped = Shaped()
    _fit(value, type_of(of), (name,), shaped)
    return shaped.complaints


def _language_of(plain: Any) -> str:
    """The language that an article, or a collection, says it is in; empty where none is written."""
    match plain:
        case {"article": {"language": str(language)}} | {"language": str(language)}:
            return language
        case _:
            return ""


def _fit(value: Any, kind: Type, path: Path, shaped: Shaped, meta: Mapping[str, Any] | None = None) -> Any:
    while isinstance(kind, inspect.Metadata):
        meta, kind = kind.extra or meta, kind.type
    if isinstance(kind, inspect.UnionType):
        return _fit_union(value, kind, path, shaped, meta)
    if value is None:
        return _nothing(path, shaped, "write one, or take the item out")
    return _FITTERS[type(kind)](value, kind, path, shaped, meta or {})


def _to_fill_in(known: inspect.Field) -> str:
    """What to write for a field whose name stands there alone."""
    kind, _ = bare(known.type)
    if isinstance(kind, inspect.EnumType):
        return f"write one of {', '.join(str(term) for term in kind.cls)}"
    return (
        f"write one, which this field must have ({meaning_of(known.type)})"
        if known.required
        else f"write one, or take `{known.name}:` out"
    )


def _nothing(path: Path, shaped: Shaped, fix: str) -> None:
    """Complain that there is no value."""
    shaped.complain(path, "E-SCHEMA", f"{_name(path)} must have a value, and has none", fix)


def _fit_union(value: Any, kind: inspect.UnionType, path: Path, shaped: Shaped, meta: Any) -> Any:
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    for choice in choices:
        bare = choice.type if isinstance(choice, inspect.Metadata) else choice
        if isinstance(value, _written_as(bare)):
            return _fit(value, choice, path, shaped, meta)
    return _fit(value, choices[0], path, shaped, meta)


def _written_as(kind: Type) -> type | tuple[type, ...]:
    if isinstance(kind, (inspect.ListType, inspect.TupleType)):
        return list
    return dict if isinstance(kind, (inspect.StructType, inspect.DictType)) else str


def _fit_struct(value: Any, kind: inspect.StructType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if not isinstance(value, dict):
        return _unfit(value, "fields with names", path, shaped, _as_fields(value, kind))
    names = [known.name for known in kind.fields]
    rest, fitted = dict(value), {}
    strays = _take_strays(rest, kind, path, shaped)
    missing = [one.name for one in kind.fields if one.required and one.name not in value]
    unknown_ones = [unknown for unknown in value if unknown not in names]
    meant = "".join(nearest(unknown, missing) for unknown in unknown_ones)
    if (
        not meant
        and len(unknown_ones) == len(missing) == 1
        and _would_fit(value[unknown_ones[0]], missing[0], kind)
    ):
        meant = f"`{missing[0]}`"
    for known in kind.fields:
        if rest.get(known.name, "") is None:
            _nothing((*path, known.name), shaped, _to_fill_in(known))
            del rest[known.name]
        elif known.name in rest:
            fitted[known.name] = _fit(rest.pop(known.name), known.type, (*path, known.name), shaped)
        elif known.required and f"`{known.name}`" not in meant and known.name not in strays:
            shaped.complain(
                path,
                "E-SCHEMA",
                f"{_name(path)} must have the field `{known.name}`",
                f"add `{known.name}:` ({meaning_of(known.type)})",
            )
    for unknown, inside in rest.items():
        if isinstance(inside, dict) and len(inside.keys() & {*names}) >= 2 and path:
            sentence = f"`{unknown}` must begin in the column of {_name(path)}, if it is another entry; it stands inside"
            fix = "indent it and its fields less"
            shaped.complain((*path, unknown), "E-SCHEMA", sentence, fix, at_key=True)
        else:
            _unknown(unknown, missing, names, (*path, unknown), shaped, meant)
    return fitted


def _take_strays(rest: dict[str, Any], kind: inspect.StructType, path: Path, shaped: Shaped) -> set[str]:
    """The names of fields that stand inside one that should stand beside them: taken out of it, and complained of."""
    found: set[str] = set()
    for known in kind.fields:
        within: Any = rest.get(known.name)
        child, _ = bare(known.type)
        own = [one.name for one in child.fields] if isinstance(child, inspect.StructType) else []
        beside = {one.name for one in kind.fields} - {*own, *rest}
        strays = beside.intersection(within) if isinstance(within, dict) else set()
        for stray in sorted(strays):
            sentence = f"`{stray}` must begin in the column of `{known.name}`; it stands inside"
            shaped.complain((*path, known.name, stray), "E-SCHEMA", sentence, "indent it less", at_key=True)
        if strays:
            rest[known.name] = {key: one for key, one in within.items() if key not in strays}
            found |= strays
    return found


def _would_fit(value: Any, name: str, kind: inspect.StructType) -> bool:
    """Whether a value could be that of a field."""
    trial = Shaped()
    _fit(value, next(known.type for known in kind.fields if known.name == name), (), trial)
    return not trial.complaints


def _unknown(name: str, missing: list[str], names: list[str], path: Path, shaped: Shaped, meant: str) -> None:
    only = f"did you mean {meant}?" if meant == f"`{''.join(missing)}`" else ""
    fix = nearest(name, missing) or only or nearest(name, names) or f"the fields here are {', '.join(names)}"
    shaped.complain(path, "E-SCHEMA", f"`{name}` is not a field of {_name(path[:-1])}", fix, at_key=True)


def _fit_dict(value: Any, kind: inspect.DictType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if not isinstance(value, dict):
        fix = "write each id with its value, such as {harbour-office: …}"
        return _unfit(value, "entries with ids", path, shaped, fix)
    fitted = {}
    for key, item in value.items():
        at_key = Shaped(language=shaped.language)
        fitted_key = _fit(key, kind.key_type, (*path, key), at_key)
        shaped.complaints += [replace(found, at_key=True) for found in at_key.complaints]
        shaped.references += [replace(found, at_key=True) for found in at_key.references]
        fitted[fitted_key] = _fit(item, kind.value_type, (*path, key), shaped)
    return fitted


def _fit_list(value: Any, kind: inspect.ListType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if not isinstance(value, list):
        fix = (
            f"put it in brackets: [{_in_brackets(value)}]" if isinstance(value, str) else "begin it with “- ”"
        )
        return _unfit(value, "a list", path, shaped, fix)
    return [_fit(item, kind.item_type, (*path, index), shaped) for index, item in enumerate(value)]


def _fit_tuple(value: Any, kind: inspect.TupleType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if not isinstance(value, list) or len(value) != len(kind.item_types):
        return _unfit(value, f"a list of {len(kind.item_types)} values", path, shaped)
    pairs = zip(value, kind.item_types, strict=True)
    return [_fit(item, of, (*path, index), shaped) for index, (item, of) in enumerate(pairs)]


def _fit_text(value: Any, kind: inspect.StrType, path: Path, shaped: Shaped, meta: Mapping[str, Any]) -> Any:
    if not isinstance(value, str):
        return _unfit(value, "one text", path, shaped, _as_set(value, meta) or _as_one(value))
    if fault := _fault_of_text(value, kind, meta, shaped.language):
        sentence, fix = fault
        shaped.complain(path, meta.get("code", "E-SCHEMA"), f"{_name(path)} {sentence}", fix)
    elif refers := meta.get("refers"):
        shaped.references.append(Reference(path=path, kinds=tuple(refers), id=value))
    return value


def _fault_of_text(
    value: str, kind: inspect.StrType, meta: Mapping[str, Any], language: str
) -> tuple[str, str] | None:
    """What is wrong with a text (without its name), and the fix; None if nothing is."""
    rule = meta.get("rule", "")
    if kind.max_length is not None and len(value) > kind.max_length:
        return f"may have {kind.max_length} characters, and has {len(value)}", "shorten it"
    if kind.min_length and not value:
        return "must not be empty", f"write {rule}" if meta.keys() & {"refers", "format"} else WRITE_OR_LEAVE
    if meta.get("visible") and not is_visible(value):
        return (
            f"must have a letter, digit or sign that can be seen; {shown(value)} has none",
            WRITE_OR_LEAVE,
        )
    fault_of = FORMATS.get(meta.get("format", ""))
    fault = fault_of(value) if fault_of else None
    if not fault and _is_like(value, kind):
        return None
    meant = [
        one
        for one in _meant(value, meta, language)
        if _is_like(one, kind) and not (fault_of and fault_of(one))
    ]
    said = f"must be {rule}; this is {shown(value)}" + (f", and {fault}" if fault else "")
    return said, f"write {' or '.join(meant) or ADVICE.get(fault or '', rule)}"


def _meant(value: str, meta: Mapping[str, Any], language: str) -> list[str]:
    """What a text of another form may mean: a date in another format, a language by its name, a bare DOI, a name for an id."""
    if meta.get("format") == "edtf":
        return times_meant(value)
    if meta.get("standard") == "BCP 47":
        return languages_meant(value)
    if leads := meta.get("leads"):
        return [value.strip()[len(lead) :] for lead in leads if value.strip().lower().startswith(lead)]
    return [id_of(value, language)] if "joined by hyphens" in meta.get("rule", "") else []


def _is_like(value: str, kind: inspect.StrType) -> bool:
    long_enough = len(value) >= (kind.min_length or 0)
    return long_enough and (kind.pattern is None or re.fullmatch(kind.pattern, value) is not None)


def _fault_of_edtf(value: str) -> str | None:
    try:
        days_of(value)
    except BadDate as fault:
        return str(fault)
    return None


FORMATS: Mapping[str, Callable[[str], str | None]] = {
    "edtf": _fault_of_edtf,
    "orcid": fault_of_orcid,
    "ror": fault_of_ror,
    "url": fault_of_url,
}
"""What is wrong with a text, or None, by the format that its kind of value names."""


def _fit_term(value: Any, kind: inspect.EnumType, path: Path, shaped: Shaped, meta: Any) -> Any:
    terms = [str(term.value) for term in kind.cls]
    if isinstance(value, str) and value in terms:
        return value
    if not isinstance(value, str):
        return _unfit(value, "one text", path, shaped, _as_one(value))
    fix = nearest(value, terms) or f"write one of {', '.join(terms)}"
    shaped.complain(path, "E-SCHEMA", f"{_name(path)} must be one of its terms; {shown(value)} is none", fix)
    return value


def _fit_integer(value: Any, kind: inspect.IntType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,12}", value, re.ASCII):
        return _unfit(value, "a whole number", path, shaped)
    return _in_range(value, int(value), kind, path, shaped)


def _fit_number(value: Any, kind: inspect.FloatType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,6}(\.\d{1,12})?", value, re.ASCII):
        return _unfit(value, "a number such as 25.28", path, shaped)
    return _in_range(value, float(value), kind, path, shaped)


def _in_range(
    value: str, number: float, kind: inspect.IntType | inspect.FloatType, path: Path, shaped: Shaped
) -> float:
    low, high = kind.ge, kind.le
    if (low is not None and number < low) or (high is not None and number > high):
        shaped.complain(
            path,
            "E-SCHEMA",
            f"{_name(path)} must be from {low} to {high}; this is {value}",
            "write a number in that range",
        )
    return number


def _fit_truth(value: Any, kind: inspect.BoolType, path: Path, shaped: Shaped, meta: Any) -> Any:
    if value not in ("true", "false"):
        return _unfit(value, "true or false", path, shaped)
    return value == "true"


def _keep(value: Any, kind: Type, path: Path, shaped: Shaped, meta: Any) -> Any:
    return value


_FITTERS: dict[type[Type], Callable[[Any, Any, Path, Shaped, Any], Any]] = {
    inspect.StructType: _fit_struct,
    inspect.DictType: _fit_dict,
    inspect.ListType: _fit_list,
    inspect.TupleType: _fit_tuple,
    inspect.StrType: _fit_text,
    inspect.EnumType: _fit_term,
    inspect.IntType: _fit_integer,
    inspect.FloatType: _fit_number,
    inspect.BoolType: _fit_truth,
    inspect.AnyType: _keep,
}


def _written(text: str) -> str:
    """A text as YAML writes it in brackets: quoted only where it must be."""
    plain = re.fullmatch(r"[^\W_](?:[^][{},:#\n]*[^][{},:#\s])?", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _in_brackets(text: str) -> str:
    """A text as the entries of a list: several, where it is nothing but ids with commas between."""
    text = re.sub(r"^[„“«»‚‘]\s?([^„“”«»‚‘’]+)\s?[“”«»‘’]$", r"\1", text)
    parts = re.split(r", *", text)
    return ", ".join(parts) if all(map(re.compile(ID_PATTERN).match, parts)) else _written(text)


def _as_one(value: Any) -> str:
    """The fix for a list or mapping where one text is meant."""
    match value:
        case [str(one)]:
            return f"write {_written(one)}"
        case _:
            return "one value is meant; quote a text that holds a comma, a bracket or a colon"


def _as_set(value: Any, meta: Mapping[str, Any]) -> str:
    """The fix for a list or mapping that is a set of times without quotation marks."""
    if meta.get("format") != "edtf" or not all(isinstance(one, str) for one in value):
        return ""
    members = ",".join(value)
    written = f"{{{members}}}" if isinstance(value, dict) else f"[{members}]"
    return "" if _fault_of_edtf(written) else f'write "{written}"'


def _as_fields(value: Any, kind: inspect.StructType) -> str:
    """The fix for a text where a mapping is meant: its required fields, the text in the first that it fits."""
    if not isinstance(value, str):
        return ""
    fields = []
    for known in kind.fields if value else ():
        if known.required:
            trial = Shaped()
            _fit(value, known.type, (), trial)
            fields.append(f"{known.name}: {_written(value) if value and not trial.complaints else '…'}")
            value = value if trial.complaints else ""
    return f"write {{{', '.join(fields)}}}" if fields else ""


def _unfit(value: Any, must: str, path: Path, shaped: Shaped, fix: str = "") -> Any:
    is_what = (
        "fields with names"
        if isinstance(value, dict)
        else f"a list of {len(value)}"
        if isinstance(value, list)
        else shown(str(value))
    )
    shaped.complain(
        path, "E-SCHEMA", f"{_name(path)} must be {must}; this is {is_what}", fix or f"write {must}"
    )
    return value


def _name(path: Path) -> str:
    if not path:
        return "the file"
    steps = [step for step in path if isinstance(step, str)]
    return (
        f"`{steps[-1]}`" if isinstance(path[-1], str) else f"an item of `{steps[-1]}`" if steps else "an item"
    )
