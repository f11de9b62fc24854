"""The box on a page over what could not be brought up to date, or is not yet."""

from html import escape

from figures.engine.project.faults import Fault


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
