"""The profiles a file is read by: all that are known, and the one its folder names."""

from __future__ import annotations

from msgspec import Struct

from parsers.profile.form import Profile
from parsers.profile.loading import shipped
from parsers.profile.patterns import DEFAULT_PROFILE

__all__ = ["Profiles", "default_profiles"]


class Profiles(Struct, frozen=True):
    """`chosen` is the slug that `sources.toml` gives the folder; None where it says nothing.

    Examples:
        >>> from parsers.profile.profiles import default_profiles
        >>> default_profiles().of("ballerup").name
        'Ballerup Kommune'
    """

    known: tuple[Profile, ...]
    chosen: str | None = None

    def of(self, slug: str | None) -> Profile | None:
        """The profile of this slug; None where there is none."""
        return next((profile for profile in self.known if profile.slug == slug), None)

    @property
    def default(self) -> Profile:
        """The folder's, else the one whose papers need no name."""
        found = self.of(self.chosen) or self.of(DEFAULT_PROFILE)
        assert found is not None, "the default profile is shipped"
        return found


def default_profiles() -> Profiles:
    """The shipped ones, and no folder's."""
    return Profiles(shipped())
