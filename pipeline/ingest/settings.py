"""What people write beside their files, checked before anything is read: `sources.toml`, and the form of the others."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path, PurePosixPath
from typing import TypeGuard

from pipeline.errors import ConfigurationError

__all__ = ["CONFIGURATION", "DEFAULT_MUNICIPALITY", "municipalities", "read_toml"]

CONFIGURATION = frozenset({"sources.toml", "matches.toml", "readings.toml", "answers.toml"})
DEFAULT_MUNICIPALITY = "ballerup"
LARGEST = 2**20  # bytes: nobody writes as much by hand


def read_toml(path: Path) -> dict[str, object] | None:
    """What stands in it; None when there is no such file. Raises ConfigurationError for all that is no plain TOML in UTF-8."""
    try:
        if not path.is_symlink() and not path.exists():
            return None
        if path.parent.resolve() not in path.resolve(strict=True).parents:
            raise ConfigurationError(_("{path}: this is a link that leads out of the folder. Put the file itself here.").format(path=path))
        if not path.is_file():
            raise ConfigurationError(_("{path}: this is no file. Move it elsewhere.").format(path=path))
        if path.stat().st_size > LARGEST:
            raise ConfigurationError(_("{path}: this is too large to have been written by hand.").format(path=path))
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a link to itself, or values nested too deep
        raise ConfigurationError(
            _("{path}: cannot be read as TOML ({error}). Mend it or remove it.").format(path=path, error=error)
        ) from error


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


@dataclass(frozen=True, slots=True)
class MunicipalityOf:
    """Whose documents lie where under a root."""

    default: str
    folders: dict[PurePosixPath, str]

    named: bool = True  # whether `default` was given, and is not only what holds where nothing was

    def __call__(self, path: PurePosixPath) -> tuple[str, bool]:
        """The nearest subfolder that was given a name decides; and whether any was given."""
        name = next((self.folders[parent] for parent in path.parents if parent in self.folders), None)
        return (self.default, self.named) if name is None else (name, True)
