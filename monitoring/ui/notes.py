"""What stands around every drawing: title, unit, source, Datenstand, cautions, footer."""

import html
import re
from pathlib import Path

import pandas as pd
import streamlit as st

from monitoring.analysis.sentences import joined
from monitoring.figures import counted, estimate_text
from monitoring.periods import spoken
from monitoring.queries import quality as asked_quality
from monitoring.queries import selection as asked
from monitoring.release.manifest import Manifest, earlier_boundaries
from monitoring.ui.cached import kept, manifest, release_holds, table
from monitoring.ui.look import look

# brackets, emphasis, formulas, headings, tables; colours and addresses; www. and e-mail
ACTIVE = re.compile(r"[\\`*_\[\]<>~$#|@]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
NAMED = 3
CSS = Path(__file__).with_name("style.css")
NOTES = {
    "provisional": "vorläufiger Wert",
    "revised": "berichtigter Wert",
    "estimated": "geschätzter Wert",
    "limited": "Aussagewert eingeschränkt",
    "zero_denominator": "Bezugszahl ist null",
    "territory_mismatch": "Zähler und Nenner haben verschiedene Gebietsstände",
    "uninhabited": "gemeindefreies Gebiet",
    "territory": "Gebietsstand weicht ab, Gebietsänderungen fehlen",
    "undated": "Gebietsstand der Zahl unbekannt, Gebiet seither geändert",
    "unproved": "Gebietsänderungen nicht eingelesen, Gebiet ungeprüft",
}


def show_style() -> None:
    """The app's own style sheet, once a run."""
    paper = f":root {{ --kb-paper: {look().paper}; }}"
    st.html(f"<style>{paper}{CSS.read_text(encoding='utf-8')}</style>")


def note_text(note: str) -> str:
    """The marks of a value in words; an estimate says how much of it is one."""
    words = {**NOTES, "estimated": estimate_text(note) or NOTES["estimated"]}
    return ", ".join(words[mark] for mark in note.split(",") if mark in words)


def show_title(title: str, subtitle: str, *cautions: str) -> None:
    """Title sentence, unit and period below it, cautions as a mark that explains itself."""
    st.title(escape_markdown(title), anchor=False)
    st.html(f'<p class="kb-sub">{html.escape(subtitle)}</p>')
    for caution in cautions:
        if caution:
            st.caption(f":material/info: {escape_markdown(caution)}")


def escape_markdown(text: str) -> str:
    """Text from a file as one line of Markdown that shows just that text, and links nowhere."""
    return ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))


def escape_lines(text: str) -> str:
    """A message of several lines as Markdown that keeps them."""
    return "  \n".join(escape_markdown(line) for line in text.splitlines())


def datenstand(release: Manifest) -> str:
    """The release in words: title, id, Gebietsstand."""
    title = release["title"].removeprefix("Datenstand ")
    return f"{title} ({release['id']}), Gebietsstand {spoken(release['gebietsstand'])}"


def boundary_credit(release: Manifest) -> str:
    """Source note of the boundaries as their licence asks for it."""
    if release["sample"]:
        return "frei erfunden"
    return f"© GeoBasis-DE / BKG {release['boundary_year']} (Daten verändert)"


def boundary_note(within: str | None) -> str:
    """The source note; where boundaries were made of earlier ones also from when on, and which
    Gemeinden of a territory have approximate ones.
    """
    release = manifest()
    credit = boundary_credit(release)
    source = earlier_boundaries(release)
    if source is None:
        return credit
    made = f"vom {spoken(source)} auf den {spoken(release['gebietsstand'])} fortgeschrieben"
    names = _approximate(within)
    more = [counted(len(names) - NAMED, "weitere Gemeinde", "weitere Gemeinden")]
    shown = joined(names if len(names) <= NAMED + 1 else names[:NAMED] + more)
    return f"{credit}, {made}" + (f"; genähert: {shown}" if names else "")


def _approximate(within: str | None) -> list[str]:
    if not release_holds("boundary_difference"):
        return []
    frame = table(asked_quality.boundary_differences)
    inside = frame["ags"].str.startswith(within or "") & frame["official_km2"].notna()
    names: list[str] = frame.loc[inside, "label"].tolist()
    return names


def source_text(indicators: list[str]) -> str:
    """Publisher, title and licence of every source behind the indicators."""
    return kept(f"sources|{indicators}", lambda: _source_text(indicators))


def _source_text(indicators: list[str]) -> str:
    frame = sources_of(indicators)
    if frame.empty:
        return "keine Angabe"
    return "; ".join(_source(row) for _, row in frame.iterrows())


def sources_of(indicators: list[str]) -> pd.DataFrame:
    """Sources behind the indicators, each once: publisher, title, licence, attribution, url."""
    frame = table(asked.used_sources)
    return frame[frame["indicator"].isin(indicators)].drop(columns="indicator").drop_duplicates()


def _source(row: pd.Series) -> str:
    words = [row["publisher"], row["title"], row["licence"]]
    return ", ".join(word for word in words if isinstance(word, str) and word)


def show_sample_band() -> None:
    """The band over every page as long as a release of invented figures is open."""
    if manifest()["sample"]:
        st.html('<div class="kb-sample" role="note">Beispieldaten – frei erfunden</div>')


def show_footer(indicators: list[str], *, boundaries: str = "") -> None:
    """Source, licence, boundaries and Datenstand under every drawing."""
    release = manifest()
    parts = [f"Quelle: {source_text(indicators)}"] if indicators else []
    if boundaries:
        parts.append(f"Grenzen: {boundaries}")
    parts.append(f"Datenstand: {datenstand(release)}")
    st.html(f'<div class="kb-foot">{html.escape(" · ".join(parts))}</div>')
