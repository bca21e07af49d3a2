"""A page saved in one file with its pictures (MHTML, "multipart/related") to the bytes of the page itself."""

from __future__ import annotations

from parsers.model.content import UnreadableError

__all__ = ["html_part"]


def html_part(data: bytes) -> bytes:
    """The first HTML part, as UTF-8. Raises UnreadableError("empty_file") when there is none."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.compat32)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableError("empty_file", "the saved page holds no page: save it anew as HTML or PDF")
    try:
        return payload.decode(part.get_content_charset("utf-8")).encode()
    except (LookupError, UnicodeError):
        return payload  # a charset that is not known, or not true: told from the bytes, as for any page
