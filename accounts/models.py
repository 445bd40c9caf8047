"""People who sign in: editors, owners, moderators and administrators."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        rights = {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields | rights)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Keyed by e-mail, which is stored in small letters; there are no user names."""

    email = models.EmailField(
        _("Email address"),
        unique=True,
        error_messages={
            "unique": _("There is already an account with this email address. Sign in.")
        },
    )
    name = models.CharField(_("Name"), max_length=150)
    language = models.CharField(
        _("Language of messages"),
        max_length=2,
        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
        default="fi",
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    # By the person: nothing here names them any more.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="email_in_small_letters",
                violation_error_message=_("Write the address in small letters."),
            )
        ]

    def __str__(self) -> str:
        if self.closed_at:
            return gettext("Closed account")
        return self.name or self.email

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.email = self.email.lower()
        super().clean_fields(exclude)

    @cached_property
    def moderates(self) -> bool:
        """Whether there is a moderation queue for them."""
        # Areas stand right of accounts: only their way back to the user is known here.
        assignments: Any = self
        return bool(self.is_superuser or assignments.assignments.exists())

    @property
    def decides(self) -> bool:
        """Moderators and administrators, who must sign in with two steps."""
        return self.is_staff or self.moderates
