"""German descriptions of what an indicator is computed from."""

from monitoring.catalogue import BaseFigure, Part

SEXES = {"male": "männlich", "female": "weiblich", "diverse": "divers"}


def parts_text(parts: tuple[Part, ...], base_figures: dict[str, BaseFigure]) -> str:
    """E.g. ``Zuzüge − Fortzüge`` or ``Bevölkerung (65 Jahre und älter, weiblich)``."""
    words = [_part(part, base_figures[part.base].title) for part in parts]
    text = words[0] if parts[0].sign > 0 else f"− {words[0]}"
    for part, word in zip(parts[1:], words[1:], strict=True):
        text += f" {'+' if part.sign > 0 else '−'} {word}"
    return text


def _part(part: Part, title: str) -> str:
    marks = [age_text(part.age)] if part.age != (0, None) else []
    if part.sex != "total":
        marks.append(SEXES[part.sex])
    return f"{title} ({', '.join(marks)})" if marks else title


def age_text(age: tuple[int, int | None]) -> str:
    """An age band in words: ``unter 3 Jahre``, ``15 bis 64 Jahre``, ``65 Jahre und älter``."""
    first, last = age
    if last is None:
        return f"{first} Jahre und älter"
    if first == 0:
        return f"unter {last + 1} {'Jahr' if last == 0 else 'Jahre'}"
    return f"{first} Jahre" if first == last else f"{first} bis {last} Jahre"
