"""The box on a page over what could not be brought up to date, or is not yet."""

from html import escape

from figures.engine.pages.embedding import Embedding
from figures.engine.project.faults import Fault
from figures.engine.project.names import unknown


def error_banner(what: str, fault: Fault, last: str) -> str:
    """What happened, where and why, with the traceback if there is one; `last` says what is shown instead."""
    detail = f'<pre tabindex="0">{escape(fault.detail.rstrip())}</pre>' if fault.detail else ""
    return (
        f'<div class="figure-error" role="alert"><p><strong>{escape(what)}</strong> '
        f"{escape(str(fault))}. {last}</p>{detail}</div>"
    )


def notice(what: str) -> str:
    """What is going on, in a sentence of the engine's own."""
    return f'<p class="figure-notice" role="status">{what}</p>'


def banner_of(name: str, embedding: Embedding) -> str:
    """What stands over a figure that is not drawn, or not as its script is now; "" over all others."""
    if fault := embedding.state.missing.get(name):
        return f'<p class="figure-notice">This build did not draw the figure: {escape(fault.message)}.</p>'
    if name in embedding.state.drawing:
        return notice("This figure is being drawn; the new drawing follows by itself.")
    fault = embedding.state.failed.get(name)
    if fault is None and name not in embedding.project.scripts:
        fault = Fault(unknown(name, "figure", embedding.project.scripts))
    if fault is None and name not in embedding.entries:
        fault = Fault(f"it has not been drawn yet; run python -m figures {name}")
    if fault is None:
        return ""
    last = "The drawing below is the last good one." if name in embedding.entries else ""
    return error_banner(f"{name} cannot be drawn.", fault, last)
