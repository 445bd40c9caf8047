from modeltranslation.translator import TranslationOptions, register

from activities import models


@register([models.Theme, models.TargetGroup, models.Format])
class TermTranslation(TranslationOptions):
    fields = ("name", "slug", "description")


@register(models.Language)
class LanguageTranslation(TranslationOptions):
    fields = ("name", "slug")


@register(models.Version)
class VersionTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "description",
        "plain",
        "eligibility_note",
        "venue",
        "directions",
        "price_note",
        "registration_note",
        "image_alt",
    )


@register(models.CancelledDate)
class CancelledDateTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.Activity)
class ActivityTranslation(TranslationOptions):
    fields = ("contact_hours",)
