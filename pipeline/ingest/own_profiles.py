"""A user's own profiles: the TOML of `profiles/` in an input folder or beside it, or of a folder that was named."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from parsers.profile.form import Profile
from parsers.profile.loading import ProfileError, ProfileText, load_profiles
from pipeline.errors import ConfigurationError
from pipeline.ingest.settings import PROFILES, written_text
from pipeline.ingest.sources import Source

__all__ = ["own_profiles", "profiles_chosen", "profiles_known"]


def own_profiles(paths: Sequence[Path], folder: Path | None = None) -> tuple[ProfileText, ...]:
    """The texts of all own profiles, by their files' names: those in `folder`, else those beside the inputs.

    Raises ConfigurationError for a file that cannot be read, and for two of one name.
    """
    if folder is not None and not folder.is_dir():
        told = _("{folder}: there is no such folder of profiles. Name the one that holds them with --profiles.")
        raise ConfigurationError(told.format(folder=folder))
    folders = [folder] if folder is not None else list(dict.fromkeys(_beside(paths)))
    found: dict[str, Path] = {}
    for path in (path for one in folders for path in sorted(one.glob("*.toml"))):
        if path.name in found:
            told = _("{path}: a profile of that name lies in {folder} too. Rename or remove one.")
            raise ConfigurationError(told.format(path=path, folder=found[path.name].parent))
        found[path.name] = path
    return tuple(ProfileText(name, written_text(path) or "") for name, path in sorted(found.items()))


def profiles_known(own: tuple[ProfileText, ...]) -> tuple[Profile, ...]:
    """The shipped profiles and these. Raises ConfigurationError, which names the file, the key and what is allowed."""
    try:
        return load_profiles(own)
    except ProfileError as error:
        raise ConfigurationError(f"{PROFILES}/{error}") from error


def profiles_chosen(sources: Iterable[Source], known: Container[str]) -> dict[str, str]:
    """By the bytes' hash, the known profile that their folder names: that of the first, for the same bytes are read once."""
    first: dict[str, str | None] = {}
    for source in sources:
        if source.code is None and source.sha256:
            first.setdefault(source.sha256, source.municipality if source.named and source.municipality in known else None)
    return {sha256: slug for sha256, slug in first.items() if slug is not None}


def _beside(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        root = (path if path.is_dir() else path.parent).resolve()
        inside, beside = root / PROFILES, root.parent / PROFILES
        if inside.is_dir():
            yield inside
        elif beside.is_dir():
            yield beside
