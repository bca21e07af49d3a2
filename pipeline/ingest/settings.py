"""What people write beside their files, checked before anything is read: `sources.toml`, and the form of the others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path, PurePosixPath
from typing import TypeGuard

from msgspec import Struct

from pipeline.errors import ConfigurationError

__all__ = ["CONFIGURATION", "DEFAULT_MUNICIPALITY", "PROFILES", "check_keys", "municipalities", "read_entries", "written_text"]

CONFIGURATION = frozenset({"sources.toml", "matches.toml", "readings.toml", "answers.toml"})
DEFAULT_MUNICIPALITY = "ballerup"
PROFILES = "profiles"  # a folder of people's own
LARGEST = 2**20  # bytes: nobody writes as much by hand


def written_text(path: Path) -> str | None:
    """What a person wrote into it; None when there is no such file. Raises ConfigurationError for all that is no plain UTF-8."""
    try:
        if not path.is_symlink() and not path.exists():
            return None
        if path.parent.resolve() not in path.resolve(strict=True).parents:
            raise ConfigurationError(_("{path}: this is a link that leads out of the folder. Put the file itself here.").format(path=path))
        if not path.is_file():
            raise ConfigurationError(_("{path}: this is no file. Move it elsewhere.").format(path=path))
        if path.stat().st_size > LARGEST:
            raise ConfigurationError(_("{path}: this is too large to have been written by hand.").format(path=path))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a link to itself
        raise _unreadable(path, error) from error


def read_toml(path: Path) -> dict[str, object] | None:
    """What stands in it; None when there is no such file. Raises ConfigurationError for all that is no plain TOML in UTF-8."""
    text = written_text(path)
    try:
        return None if text is None else tomllib.loads(text)
    except (RuntimeError, ValueError) as error:  # RuntimeError: values nested too deep
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ConfigurationError:
    return ConfigurationError(_("{path}: cannot be read as TOML ({error}). Mend it or remove it.").format(path=path, error=error))


def read_entries(path: Path, name: str) -> list[dict[str, object]]:
    """The `[[name]]` entries of a file that holds nothing else; none where there is no such file. Raises ConfigurationError."""
    told = read_toml(path) or {}
    found = told.get(name, [])
    entries = found if isinstance(found, list) else [found]
    if set(told) - {name} or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigurationError(_("{path}: only [[{name}]] entries may stand here.").format(path=path, name=name))
    return [entry for entry in entries if isinstance(entry, dict)]


def check_keys(path: Path, place: int, missing: Iterable[str], unknown: Iterable[str]) -> None:
    """Raises ConfigurationError where an entry lacks a key, or has one that means nothing."""
    lacking, surplus = sorted(missing), sorted(unknown)
    if lacking or surplus:
        told = _("{path}, entry {place}: missing: {missing}; unknown: {unknown}.")
        missed, more = ", ".join(lacking) or _("nothing"), ", ".join(surplus) or _("nothing")
        raise ConfigurationError(told.format(path=path, place=place, missing=missed, unknown=more))


def municipalities(folder: Path) -> MunicipalityOf:
    """Reads `sources.toml`: `municipality = "x"` for the folder, and by subfolder under `[folders]`."""
    path = folder / "sources.toml"
    settings = read_toml(path) or {}
    named = "municipality" in settings
    default, folders = settings.pop("municipality", DEFAULT_MUNICIPALITY), settings.pop("folders", {})
    if settings or not isinstance(folders, dict) or not _is_name(default) or not all(map(_is_name, folders.values())):
        raise ConfigurationError(
            _('{path}: only `municipality = "name"` and, under [folders], lines like `"subfolder" = "name"` are understood here.').format(
                path=path
            )
        )
    return MunicipalityOf(default, {PurePosixPath(subfolder): name for subfolder, name in folders.items()}, named)


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip()) and value == value.strip() and value.isprintable()


class MunicipalityOf(Struct, frozen=True):
    """Whose documents lie where under a root."""

    default: str
    folders: dict[PurePosixPath, str]

    named: bool = True  # whether `default` was given, and is not only what holds where nothing was

    def __call__(self, path: str) -> tuple[str, bool]:
        """The nearest subfolder that was given a name decides; and whether any was given."""
        if not self.folders:
            return self.default, self.named
        name = next((self.folders[parent] for parent in PurePosixPath(path).parents if parent in self.folders), None)
        return (self.default, self.named) if name is None else (name, True)
