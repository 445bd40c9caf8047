"""The closed lists that an entry chooses from. "" always means: not stated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    ACTIVITY = "activity", _("Activity")
    TRAINING = "training", _("Training or event")


class Welcome(models.TextChoices):
    ALL = "all", _("Open to everyone")
    FIRST = "first", _("Mainly for the target groups. Others are welcome too.")
    ONLY = "only", _("Only for the target groups")


class Proficiency(models.TextChoices):
    """In rising order; the levels A1 to B2 are those of the CEFR."""

    NONE = "none", _("No language skills needed")
    BEGINNER = "beginner", _("The basics are enough")
    A1 = "a1", _("A1: you know words and short phrases")
    A2 = "a2", _("A2: you manage in familiar everyday situations")
    B1 = "b1", _("B1: you can talk about familiar things")
    B2 = "b2", _("B2 or higher: you talk fluently")

    @classmethod
    def up_to(cls, level: str) -> list[str]:
        """The levels that somebody with this level may join."""
        return cls.values[: cls.values.index(level) + 1]


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class ChildCare(models.TextChoices):
    ARRANGED = "arranged", _("Child care is provided during the activity.")
    BRING = "bring", _("You can bring your child.")
    NO = "no", _("No child care.")


class Price(models.TextChoices):
    FREE = "free", _("Free")
    PAID = "paid", _("There is a fee")
    ASK = "ask", _("Ask the organiser about the price")


class PricePer(models.TextChoices):
    TIME = "time", _("each time")
    MONTH = "month", _("a month")
    TERM = "term", _("a term")
    COURSE = "course", _("for the whole course")


class Registration(models.TextChoices):
    NONE = "none", _("You can just come. No sign-up needed.")
    NEEDED = "needed", _("Sign up first.")


class ResidencePermit(models.TextChoices):
    ANY = "any", _("You can come with any residence status.")
    NEEDED = "needed", _("You need a residence permit.")


class Employment(models.TextChoices):
    ANY = "any", _("You can come whether you work or not.")
    UNEMPLOYED = "unemployed", _("For people who are looking for work")
    EMPLOYED = "employed", _("For people who work")
    STUDENT = "student", _("For students")
    OUTSIDE = "outside", _("For people outside working life, for example at home")


class Degree(models.TextChoices):
    ANY = "any", _("You do not need a degree.")
    VOCATIONAL = "vocational", _("You need a vocational qualification.")
    HIGHER = "higher", _("You need a university degree.")


class Papers(models.TextChoices):
    NONE = "none", _("You do not need to bring any papers.")
    NEEDED = "needed", _("Bring your papers with you.")


class DurationUnit(models.TextChoices):
    DAYS = "days", pgettext_lazy("duration", "days")
    WEEKS = "weeks", pgettext_lazy("duration", "weeks")
    MONTHS = "months", pgettext_lazy("duration", "months")
    TIMES = "times", pgettext_lazy("duration", "sessions")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


OPEN_STATES = (VersionState.DRAFT, VersionState.SUBMITTED)
