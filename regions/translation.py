"""Which columns exist in each language; `NamedTranslation` serves terms as well."""

from modeltranslation.translator import TranslationOptions, register

from regions.models import ModerationArea, Municipality, Region


class NamedTranslation(TranslationOptions):
    fields = ("name", "slug")
    required_languages = {"default": ("name",)}


@register([Region, Municipality])
class PlaceTranslation(NamedTranslation):
    pass


@register(ModerationArea)
class ModerationAreaTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"default": ("name",)}
