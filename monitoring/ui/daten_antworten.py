"""Three questions about each source, answered by the house that uses it, with one click each."""

import streamlit as st

from monitoring.figures import counted, number
from monitoring.ui.cached import workspace
from monitoring.ui.notes import escape_markdown
from monitoring.ui.saved import author
from monitoring.workspace.answers import QUESTIONS, Answers, give_answer

ASKED = {
    "collected": "Wird erhoben?",
    "evaluated": "Wird ausgewertet?",
    "decided": "Dient Entscheidungen?",
}
WORDS = {"ja": True, "nein": False}
UNDO = "_answered"


def show_answers(sources: dict[str, str], given: Answers) -> None:
    """The questions beside each source (title by id), one sentence on all answers, and undo."""
    st.markdown(answers_sentence(list(sources), given))
    st.caption(
        "Ein Klick antwortet, ein zweiter auf dieselbe Antwort lässt die Frage wieder offen. Die "
        "Antworten gelten für das ganze Haus."
    )
    if st.session_state.get(UNDO):
        st.button("Letzte Antwort rückgängig machen", icon=":material/undo:", on_click=_undo)
    box = st.container(key="antworten")
    for source, title in sources.items():
        columns = box.columns([3, 2, 2, 2], vertical_alignment="center")
        columns[0].markdown(f"**{escape_markdown(title)}**")
        for column, question in zip(columns[1:], QUESTIONS, strict=True):
            key = f"antwort_{question}_{source}"
            answer = given.get((source, question))
            st.session_state[key] = next((w for w, a in WORDS.items() if a is answer), None)
            column.segmented_control(
                ASKED[question],
                list(WORDS),
                key=key,
                on_change=_answer,
                args=(key, source, question, answer),
            )


def answers_sentence(sources: list[str], given: Answers) -> str:
    """E.g. ``Von 5 Quellen werden 3 erhoben, 2 ausgewertet und dient 1 …; 4 Antworten fehlen.``"""
    yes = {q: sum(given.get((source, q)) is True for source in sources) for q in QUESTIONS}
    asked = [given.get((source, question)) for source in sources for question in QUESTIONS]
    left = asked.count(None)
    rest = (
        counted(left, "Antwort steht", "Antworten stehen") + " aus" if left else "alles beantwortet"
    )
    return (
        f"Von {counted(len(sources), 'Quelle', 'Quellen')}: {number(yes['collected'])} erhoben, "
        f"{number(yes['evaluated'])} ausgewertet, {number(yes['decided'])} für Entscheidungen "
        f"genutzt; {rest}."
    )


def _answer(key: str, source: str, question: str, before: bool | None) -> None:
    word = st.session_state[key]
    answer = None if word is None else WORDS[word]
    give_answer(workspace(), source=source, question=question, answer=answer, author=author())
    st.session_state[UNDO] = (source, question, before)


def _undo() -> None:
    source, question, before = st.session_state.pop(UNDO)
    give_answer(workspace(), source=source, question=question, answer=before, author=author())
