from modeltranslation.translator import TranslationOptions, register

from moderation import models


@register(models.ReasonTemplate)
class ReasonTemplateTranslation(TranslationOptions):
    fields = ("name", "text")
