"""The house rules on Python files: each takes a file and tells its offences by line.

What a linter already knows (complexity, names, annotations) is in pyproject.toml.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.house.files import ROOT, Source

Offences = Iterator[tuple[int, str]]

FILE_LINES, PAGE_LINES, FUNCTION_LINES, SQL_LINES = 250, 80, 40, 5
STREAMLIT_ROOMS = ("app.py", "pages/", "monitoring/ui/", "tests/", "benchmarks/")
PRODUCT = ("app.py", "pages/", "monitoring/", "geodata/")
NOT_FOR_PAGES = {"pandas", "geopandas", "duckdb"}
SQL_START = re.compile(r"\s*(select|with|insert|create|copy|update|delete|merge)\b", re.IGNORECASE)
EXCUSE = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|ruff:|mypy:)(?P<rest>.*)")
MARKDOWN = """
button caption download_button error expander info markdown metric multiselect page_link pills
popover progress select_slider selectbox status subheader success text_input toggle warning
""".split()
MARKED = {"label", "text", "help", "body"}
FIELDS = {"caution", "definition", "file", "label", "line", "name", "note", "title", "unit"}
REASON = re.compile(r"\W+\w+\W+\w+.*\w{3}")


def file_is_short(source: Source) -> Offences:
    limit = PAGE_LINES if source.path.startswith("pages/") else FILE_LINES
    if len(source.lines) > limit:
        yield limit + 1, f"{len(source.lines)} lines, allowed are {limit}"


def functions_are_short(source: Source) -> Offences:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield node.lineno, f"{node.name} has {length} lines, allowed are {FUNCTION_LINES}"


def streamlit_stays_in_its_rooms(source: Source) -> Offences:
    if not source.path.startswith(STREAMLIT_ROOMS):
        for line, module in imported(source.tree):
            if module.partition(".")[0] in {"streamlit", "streamlit_folium"}:
                yield line, f"imports {module}"


def pages_do_not_touch_data(source: Source) -> Offences:
    if source.path.startswith(("pages/", "app.py")):
        for line, module in imported(source.tree):
            if module.partition(".")[0] in NOT_FOR_PAGES:
                yield line, f"imports {module}"


def app_leaves_the_workshop_alone(source: Source) -> Offences:
    """import-linter sees packages only, and app.py is none."""
    if source.path == "app.py":
        for line, module in imported(source.tree):
            if any(module == room or module.startswith(f"{room}.") for room in workshop()):
                yield line, f"imports {module}"


@cache
def workshop() -> tuple[str, ...]:
    """Rooms that the front may not enter, as import-linter knows them."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = configuration["tool"]["importlinter"]["contracts"]
    found = [c["forbidden_modules"] for c in contracts if c["id"] == "front-without-workshop"]
    return tuple(found[0])


def long_sql_is_in_a_file(source: Source) -> Offences:
    for node in ast.walk(source.tree):
        text = literal(node)
        if text and SQL_START.match(text) and len(text.strip().splitlines()) > SQL_LINES:
            yield node.lineno, f"SQL of more than {SQL_LINES} lines"


def merges_are_validated(source: Source) -> Offences:
    for call in calls(source.tree, "merge"):
        if "validate" not in keywords(call):
            yield call.lineno, "merge without validate="


def readers_read_text(source: Source) -> Offences:
    if source.path.startswith("monitoring/readers/"):
        for call in calls(source.tree, "read_csv", "read_excel", "read_table"):
            if not reads_text(call):
                yield call.lineno, "lets the types be guessed: dtype=str is missing"


def reads_text(call: ast.Call) -> bool:
    """``dtype=str`` for pandas, ``column_types=`` for every column asked of Arrow."""
    given = keywords(call)
    dtype, options = given.get("dtype"), given.get("convert_options")
    if isinstance(options, ast.Call):
        return {"column_types", "include_columns"} <= keywords(options).keys()
    return isinstance(dtype, ast.Name) and dtype.id == "str"


def missing_is_not_zero(source: Source) -> Offences:
    for call in calls(source.tree, "fillna", "fill_null"):
        filled = [*call.args[:1], *(v for k, v in keywords(call).items() if k == "value")]
        if any(is_zero(value) for value in filled):
            yield call.lineno, "fills what is missing with zero"


def is_zero(node: ast.expr) -> bool:
    """Whether the code says 0 or 0.0; ``False`` is no number here."""
    return isinstance(node, ast.Constant) and node.value is not False and node.value == 0


def no_blind_except(source: Source) -> Offences:
    """Catching everything to clean up and raise again is not blind."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and not raises_again(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if {"", "Exception", "BaseException"} & {name_of(name) for name in caught}:
                yield node.lineno, "catches everything"


def raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def nothing_is_printed(source: Source) -> Offences:
    for call in calls(source.tree, "print", "pprint", "breakpoint"):
        if isinstance(call.func, ast.Name):
            yield call.lineno, f"calls {call.func.id}"


def caching_has_one_room(source: Source) -> Offences:
    if source.path.startswith(PRODUCT) and source.path != "monitoring/ui/cached.py":
        for node in ast.walk(source.tree):
            named = (
                {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
            )
            named |= {node.attr} if isinstance(node, ast.Attribute) else set()
            if named & {"cache_data", "cache_resource", "lru_cache"}:
                yield node.lineno, "a cache of answers outside monitoring/ui/cached.py"


def words_of_others_are_escaped(source: Source) -> Offences:
    """Streamlit reads what it shows as Markdown: fields of data (``row["label"]``) are escaped."""
    if source.path.startswith(("pages/", "monitoring/ui/")):
        for call in calls(source.tree, *MARKDOWN):
            for text in [*call.args[:1], *(v for k, v in keywords(call).items() if k in MARKED)]:
                for field in bare_fields(text):
                    yield field.lineno, f"{ast.unparse(field)} goes into Markdown unescaped"


def bare_fields(node: ast.AST) -> Iterator[Any]:
    if isinstance(node, ast.Call):
        return
    keyed = isinstance(node, ast.Subscript) and literal(node.slice)
    if keyed or (isinstance(node, ast.Attribute) and node.attr in FIELDS):
        yield node
    for part in ast.iter_child_nodes(node):
        yield from bare_fields(part)


def excuses_have_reasons(source: Source) -> Offences:
    for number, line in enumerate(source.lines, start=1):
        excuse = EXCUSE.search(line)
        if excuse and not excuse_is_good(excuse["rest"]):
            yield number, "an ignore needs its code and a reason beside it"


def excuse_is_good(rest: str) -> bool:
    """``: E501 - reason`` or ``[code]  # reason``."""
    code = re.match(r":?\s*(\[[\w, -]+\]|[A-Z]+\d+(,\s*[A-Z]+\d+)*)", rest)
    return bool(code and REASON.match(rest[code.end() :]))


def cases_have_an_order(source: Source) -> Offences:
    """Test workers must collect the same cases in the same order, and sets have none."""
    for call in calls(source.tree, "parametrize"):
        cases = call.args[1] if len(call.args) > 1 else call
        ordered = isinstance(cases, ast.List | ast.Tuple) or name_of_call(cases) == "sorted"
        if not ordered and any(is_set(node) for node in ast.walk(cases)):
            yield call.lineno, "cases from a set: put sorted() around it"


def is_set(node: ast.AST) -> bool:
    return isinstance(node, ast.Set | ast.SetComp) or name_of_call(node) in {"set", "frozenset"}


def name_of_call(node: ast.AST) -> str:
    return name_of(node.func) if isinstance(node, ast.Call) else ""


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module imported by its full name; ``from a import b`` gives a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.Module, *names: str) -> Iterator[ast.Call]:
    """Calls of a function or method of one of the names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in names:
            yield node


def keywords(call: ast.Call) -> dict[str | None, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords}


def name_of(node: ast.expr | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def literal(node: ast.AST) -> str:
    """Text of a string or f-string, with a mark where values are put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) or "?" for part in node.values)
    return ""


PYTHON_RULES = (
    file_is_short,
    functions_are_short,
    streamlit_stays_in_its_rooms,
    pages_do_not_touch_data,
    app_leaves_the_workshop_alone,
    long_sql_is_in_a_file,
    merges_are_validated,
    readers_read_text,
    missing_is_not_zero,
    no_blind_except,
    nothing_is_printed,
    caching_has_one_room,
    words_of_others_are_escaped,
    excuses_have_reasons,
    cases_have_an_order,
)
